package dev.waybill.benchmarks.torture.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The newest of each thing that was told of one shipment, and every version of its tracker.
 *
 * @param key the shipment's id, or the tracker's where it names none
 */
record Told(
        String key,
        @Nullable JsonNode shipment,
        @Nullable JsonNode tracker,
        @Nullable JsonNode refund,
        @Nullable JsonNode invoice,
        List<JsonNode> trackers) {

    private static final Comparator<JsonNode> BY_UPDATE =
            Comparator.comparing(object -> Read.time(object, "updated_at"));
    private static final Comparator<JsonNode> SHIPMENTS = BY_UPDATE
            .thenComparing(shipment -> Read.text(shipment, "refund_status") != null)
            .thenComparing(shipment -> shipment.path("fees").size())
            .thenComparing(shipment -> shipment.path("postage_label").isObject());
    private static final Comparator<JsonNode> TRACKERS =
            BY_UPDATE.thenComparing(tracker -> tracker.path("tracking_details").size());

    /** Sorts what was told by the shipment that it is told of. */
    static Collection<Told> of(Collection<byte[]> webhooks) {
        var byKey = new TreeMap<String, List<JsonNode>>();
        for (byte[] webhook : webhooks) {
            JsonNode result = JsonMapper.shared().readTree(webhook).path("result");
            byKey.computeIfAbsent(key(result), key -> new ArrayList<>()).add(result);
        }
        return byKey.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Told of(String key, List<JsonNode> results) {
        return new Told(
                key,
                newest(results, "Shipment", SHIPMENTS),
                newest(results, "Tracker", TRACKERS),
                newest(results, "Refund", BY_UPDATE),
                newest(results, "ShipmentInvoice", BY_UPDATE),
                results.stream().filter(of("Tracker")).toList());
    }

    private static String key(JsonNode result) {
        String shipment = Read.text(result, "shipment_id");
        return shipment == null ? result.path("id").stringValue() : shipment;
    }

    private static @Nullable JsonNode newest(List<JsonNode> results, String object, Comparator<JsonNode> order) {
        return results.stream().filter(of(object)).max(order).orElse(null);
    }

    private static Predicate<JsonNode> of(String object) {
        return result -> result.path("object").stringValue("").equals(object);
    }

    /** Where nothing was told, a node that is missing. */
    static JsonNode orMissing(@Nullable JsonNode node) {
        return node == null ? MissingNode.getInstance() : node;
    }

    /** The earliest by EasyPost's clock, of one time the least date; null when the carrier named none. */
    @Nullable
    String firstDate(Map.Entry<String, String> path) {
        return trackers.stream()
                .filter(version -> date(version, path) != null)
                .min(Comparator.<JsonNode, Instant>comparing(version -> Read.time(version, "updated_at"))
                        .thenComparing(version -> String.valueOf(date(version, path))))
                .map(version -> date(version, path))
                .orElse(null);
    }

    private static @Nullable String date(JsonNode version, Map.Entry<String, String> path) {
        JsonNode object = path.getKey().isEmpty() ? version : version.path(path.getKey());
        return Read.date(object, path.getValue());
    }
}
