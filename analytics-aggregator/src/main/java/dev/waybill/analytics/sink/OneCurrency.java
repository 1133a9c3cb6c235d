package dev.waybill.analytics.sink;

import dev.waybill.events.CostTotal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cost columns of a row, which can tell one currency; null, all three, when there are several or none. */
record OneCurrency(
        @Nullable BigDecimal total,
        @Nullable BigDecimal average,
        @Nullable String currency) {

    private static final int SCALE = 5;

    static OneCurrency of(Map<String, CostTotal> costs) {
        if (costs.size() != 1) {
            return new OneCurrency(null, null, null);
        }
        var only = costs.entrySet().iterator().next();
        BigDecimal total = only.getValue().getTotal();
        BigDecimal count = BigDecimal.valueOf(only.getValue().getCount());
        return new OneCurrency(total, total.divide(count, SCALE, RoundingMode.HALF_UP), only.getKey());
    }
}
