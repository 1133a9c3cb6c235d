package dev.waybill.benchmarks.webhooks;

import dev.waybill.ingest.normalizer.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shipment as it was recorded, with its rates, addresses and label, under an id and at a time of its own: 5 to 75 KB.
 *
 * @param number tells it from all others
 * @param recorded whose shape it has
 * @param at when it was told
 */
public record ShipmentBody(int number, ObjectNode recorded, Instant at) {

    private static final int LEAST_BYTES = 5_000;
    private static final Duration DAYS = Duration.ofDays(14);

    /** What no two shipments have in common, with the prefix of its id; a shop sends all from one address. */
    private static final Map<String, String> OWN_PARTS = Map.of(
            "to_address", "adr", "buyer_address", "adr", "parcel", "prcl", "customs_info", "cstinfo", "tracker", "trk");

    /** Returns shipments of the two weeks before a time. */
    public static List<ShipmentBody> shipments(int from, int count, Instant now) {
        List<ObjectNode> recorded = Recorded.shipments(LEAST_BYTES);
        return IntStream.range(from, from + count)
                .mapToObj(number -> {
                    Instant at = now.minusSeconds(new SplittableRandom(number).nextLong(DAYS.toSeconds()));
                    return new ShipmentBody(number, recorded.get(number % recorded.size()), at);
                })
                .toList();
    }

    /** No parcel's. */
    public String shipmentId() {
        return "shp_5%031x".formatted(number);
    }

    /** Returns the body of the webhook that tells it, in UTF-8. */
    public byte[] webhook() {
        ObjectNode event = Json.object();
        event.put("id", "evt_5%031x".formatted(number));
        event.put("object", "Event").put("mode", "production").put("description", "shipment.updated");
        event.put("user_id", "user_benchmark").put("created_at", text()).put("updated_at", text());
        event.putObject("previous_attributes");
        event.putArray("pending_urls");
        event.putArray("completed_urls");
        event.put("status", "pending");
        event.set("result", shipment());
        return Json.write(event).getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode shipment() {
        ObjectNode shipment = recorded.deepCopy();
        shipment.put("id", shipmentId());
        shipment.put("mode", "production");
        shipment.put("created_at", text());
        shipment.put("updated_at", text());
        OWN_PARTS.forEach((part, prefix) -> {
            if (shipment.path(part) instanceof ObjectNode own) {
                own.put("id", prefix + "_5%031x".formatted(number));
            }
        });
        if (shipment.path("tracking_code").isString()) {
            shipment.put("tracking_code", "9405%018d".formatted(number));
        }
        if (shipment.path("tracker") instanceof ObjectNode tracker) {
            tracker.put("shipment_id", shipmentId());
            tracker.put("tracking_code", "9405%018d".formatted(number));
            tracker.put("mode", "production");
        }
        for (JsonNode rate : shipment.path("rates")) {
            ((ObjectNode) rate).put("shipment_id", shipmentId());
        }
        return shipment;
    }

    private String text() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
