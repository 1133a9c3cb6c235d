package dev.waybill.benchmarks.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.schemas.carriers.CarrierNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CarrierRowTest {

    private static final Parcel PARCEL =
            Parcel.parcels(3, 1, Instant.parse("2026-03-18T00:00:00Z")).get(0);

    @Test
    void allCarriersAndTheServiceBearTheNamesThatTheTablesHave() {
        assertThat(Parcel.CARRIERS).allSatisfy(carrier -> {
            assertThat(CarrierNames.carrier(carrier)).isEqualTo(carrier);
            assertThat(CarrierNames.service(carrier, CarrierRow.SERVICE)).isEqualTo(CarrierRow.SERVICE);
        });
    }

    @Test
    void aParcelAmongManyIsTheSameButForItsService() {
        Parcel amongMany = CarrierRow.amongMany(PARCEL);

        assertThat(CarrierRow.of(amongMany)).isEqualTo(CarrierRow.of(PARCEL));
        assertThat(new String(amongMany.webhook(1), StandardCharsets.UTF_8))
                .contains("\"service\":\"" + CarrierRow.SERVICE + "\"");
    }
}
