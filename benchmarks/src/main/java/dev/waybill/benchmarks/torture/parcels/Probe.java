package dev.waybill.benchmarks.torture.parcels;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tracker of a service of its own, by which one sees when what is sent now has arrived everywhere.
 *
 * @param number tells it from all others
 */
public record Probe(int number, Instant now) {

    public static final String CARRIER = "ProbePost";

    public String key() {
        return "trk_%032x".formatted(number);
    }

    public String service() {
        return "P" + number;
    }

    /** The key of its row in carrier_performance. */
    public String rollup() {
        LocalDate shipped = LocalDate.ofInstant(first(), ZoneOffset.UTC);
        return String.join("|", "test", CARRIER, service(), shipped.toString());
    }

    /** Returns the webhook that tells so many scans. */
    public Webhook webhook(int scans) {
        return webhook(scans, "T" + key());
    }

    /** Returns the same with another tracking code. */
    public Webhook webhook(int scans, String trackingCode) {
        Instant first = first();
        String at = first.plusSeconds(scans * 600L + 1).toString();
        ObjectNode tracker = JsonNodeFactory.instance.objectNode();
        tracker.put("id", key()).put("object", "Tracker").put("mode", "test").put("carrier", CARRIER);
        tracker.put("tracking_code", trackingCode).put("status", "in_transit").put("created_at", first.toString());
        tracker.put("updated_at", at);
        tracker.putObject("carrier_detail").put("service", service());
        ArrayNode details = tracker.putArray("tracking_details");
        for (int scan = 0; scan < scans; scan++) {
            ObjectNode detail = details.addObject().put("status", "in_transit").put("carrier_code", "C" + scan);
            detail.put("datetime", first.plusSeconds(scan * 600L).toString());
            detail.putObject("tracking_location")
                    .put("city", "Austin")
                    .put("state", "TX")
                    .put("country", "US");
        }
        return Webhook.of("evt_" + key() + scans, "tracker.updated", "test", at, tracker);
    }

    private Instant first() {
        return now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(86_400L);
    }
}
