package dev.waybill.tracking.facts;

import dev.waybill.tracking.shipment.ShipmentRow;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What of a row that is there is to be written. */
final class ShipmentChange {

    private static final Set<String> LONG =
            Set.of("rates_data", "selected_rate", "fees", "carrier_detail", "tracking_details");

    private ShipmentChange() {}

    /**
     * Returns the columns of a row, but for those that are null and for the long ones that are stored already: rates_data, selected_rate,
     * fees and carrier_detail when they have changed, of facets those that have, and of tracking_details those that are new at the end, as
     * tracking_details_added.
     */
    static ObjectNode of(ShipmentRow stored, ShipmentRow row) {
        ObjectNode columns = ShipmentColumns.write(row);
        columns.properties().removeIf(column -> column.getValue().isNull() && !LONG.contains(column.getKey()));
        ObjectNode before = ShipmentColumns.facets(stored);
        columns.remove(LONG.stream()
                .filter(column -> columns.path(column).equals(before.path(column)))
                .toList());
        ObjectNode facets = JsonNodeFactory.instance.objectNode();
        columns.path("facets").forEachEntry((name, facet) -> {
            if (!facet.equals(before.path("facets").path(name))) {
                facets.set(name, facet);
            }
        });
        columns.set("facets", facets);
        addOnly(columns, before.path("tracking_details"));
        return columns;
    }

    private static void addOnly(ObjectNode columns, JsonNode before) {
        List<JsonNode> details =
                columns.path("tracking_details").values().stream().toList();
        int known = before.size();
        if (before.isArray()
                && details.size() > known
                && List.copyOf(before.values()).equals(details.subList(0, known))) {
            columns.remove("tracking_details");
            columns.putArray("tracking_details_added").addAll(details.subList(known, details.size()));
        }
    }
}
