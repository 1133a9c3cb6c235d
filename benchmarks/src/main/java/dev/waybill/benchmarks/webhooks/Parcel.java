package dev.waybill.benchmarks.webhooks;

import dev.waybill.ingest.normalizer.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A parcel that is delivered after one to twelve scans, which are those of a recorded tracker at times of its own.
 *
 * @param number tells it from all others
 * @param scans how many there are in the end
 * @param recorded the tracker whose shape it has
 * @param first when it was scanned first
 */
public record Parcel(int number, int scans, ObjectNode recorded, Instant first) {

    /** Those of all parcels. */
    public static final List<String> CARRIERS =
            List.of("USPS", "UPS", "FedEx", "DHLExpress", "CanadaPost", "RoyalMail", "AustraliaPost", "OnTrac");

    private static final int HOURS_A_SCAN = 7;
    private static final int MOST_SCANS = 12;
    private static final Duration DAYS = Duration.ofDays(14);

    /** Returns parcels of the two weeks before a time. */
    public static List<Parcel> parcels(int from, int count, Instant now) {
        ObjectNode recorded = Recorded.longestTracker();
        return IntStream.range(from, from + count)
                .mapToObj(number -> {
                    var dice = new SplittableRandom(number);
                    Instant first = now.minus(DAYS).plusSeconds(dice.nextLong(DAYS.toSeconds() / 2));
                    return new Parcel(number, dice.nextInt(1, MOST_SCANS + 1), recorded, first);
                })
                .toList();
    }

    public String shipmentId() {
        return "shp_%032x".formatted(number);
    }

    /** When the webhook with so many scans is sent. */
    public Instant toldAt(int scans) {
        return first.plus(Duration.ofHours((long) HOURS_A_SCAN * (scans - 1))).plusSeconds(60 + number % 600);
    }

    /** Returns the body of the webhook that tells the first so many scans, in UTF-8. */
    public byte[] webhook(int told) {
        String toldAt = text(toldAt(told));
        ObjectNode tracker = recorded.deepCopy();
        tracker.put("id", "trk_%032x".formatted(number));
        tracker.put("shipment_id", shipmentId());
        tracker.put("tracking_code", "9400%018d".formatted(number));
        tracker.put("mode", "production");
        tracker.put("carrier", CARRIERS.get(number % CARRIERS.size()));
        tracker.put("created_at", text(first));
        tracker.put("updated_at", toldAt);
        ArrayNode details = tracker.putArray("tracking_details");
        for (int i = 0; i < told; i++) {
            details.add(scan(i));
        }
        tracker.set("status", details.path(told - 1).path("status"));
        ObjectNode event = Json.object();
        event.put("id", "evt_%028x%04x".formatted(number, told));
        event.put("object", "Event").put("mode", "production").put("description", "tracker.updated");
        event.put("user_id", "user_benchmark").put("created_at", toldAt).put("updated_at", toldAt);
        event.putObject("previous_attributes");
        event.putArray("pending_urls");
        event.putArray("completed_urls");
        event.put("status", "pending");
        event.set("result", tracker);
        return Json.write(event).getBytes(StandardCharsets.UTF_8);
    }

    /** The first and the last as recorded, those between again and again. */
    private ObjectNode scan(int index) {
        JsonNode all = recorded.path("tracking_details");
        int last = all.size() - 1;
        int shape = index == scans - 1 ? last : index == 0 ? 0 : 1 + (index - 1) % (last - 1);
        ObjectNode scan = (ObjectNode) all.get(shape).deepCopy();
        return scan.put("datetime", text(toldAt(index + 1))).put("carrier_code", "S" + index);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
