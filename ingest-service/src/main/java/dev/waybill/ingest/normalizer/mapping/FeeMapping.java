package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Fee;
import dev.waybill.ingest.normalizer.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** What EasyPost charged. */
final class FeeMapping {

    private FeeMapping() {}

    static Fee fee(JsonFields fee) {
        String type = fee.text("type");
        return Fee.newBuilder()
                .setType(type == null ? "unknown" : type)
                .setAmount(fee.decimal("amount"))
                .setCharged(isTrue(fee.bool("charged")))
                .setRefunded(isTrue(fee.bool("refunded")))
                .build();
    }

    private static boolean isTrue(@Nullable Boolean told) {
        return Boolean.TRUE.equals(told);
    }
}
