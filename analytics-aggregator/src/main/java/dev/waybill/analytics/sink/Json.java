package dev.waybill.analytics.sink;

import dev.waybill.events.CarrierStat;
import dev.waybill.events.CostTotal;
import dev.waybill.events.DestinationCount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The jsonb columns. Numbers are numbers, without trailing zeros. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    static String costs(Map<String, CostTotal> costs) {
        return MAPPER.writeValueAsString(costsNode(costs));
    }

    static String carrierStats(Map<String, CarrierStat> stats) {
        ObjectNode all = MAPPER.createObjectNode();
        stats.forEach((carrier, stat) -> all.set(carrier, carrierStat(stat)));
        return MAPPER.writeValueAsString(all);
    }

    static String destinations(List<DestinationCount> destinations) {
        ArrayNode all = MAPPER.createArrayNode();
        destinations.forEach(one -> all.addObject()
                .put("country", one.getCountry())
                .put("state", one.getState())
                .put("count", one.getCount()));
        return MAPPER.writeValueAsString(all);
    }

    private static JsonNode carrierStat(CarrierStat stat) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("total_shipments", stat.getTotalShipments())
                .put("delivered", stat.getDelivered())
                .put("failed", stat.getFailed())
                .put("on_time", stat.getOnTime())
                .put("delayed", stat.getDelayed())
                .put("on_time_rate", stripped(stat.getOnTimeRate()))
                .put("avg_delivery_days", stripped(stat.getAvgDeliveryDays()));
        node.set("costs", costsNode(stat.getCosts()));
        return node;
    }

    private static ObjectNode costsNode(Map<String, CostTotal> costs) {
        ObjectNode all = MAPPER.createObjectNode();
        costs.forEach((currency, cost) ->
                all.putObject(currency).put("total", stripped(cost.getTotal())).put("count", cost.getCount()));
        return all;
    }

    private static @Nullable BigDecimal stripped(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros();
    }
}
