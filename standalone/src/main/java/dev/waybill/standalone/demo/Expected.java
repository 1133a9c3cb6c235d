package dev.waybill.standalone.demo;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What must be there once all messages have arrived, worked out from the messages alone.
 *
 * @param shipments rows, trackers without a shipment included
 * @param scans scans of the newest version of each tracker
 * @param counted shipments that the figures count
 * @param invoices shipments of which the carrier's final invoice was told
 * @param batches batches, however often each was told
 */
record Expected(int shipments, int scans, int counted, int invoices, int batches) {

    static Expected of(List<Message> messages) {
        var fold = new Fold();
        messages.forEach(fold::add);
        return fold.result();
    }

    private static final class Fold {

        private static final Comparator<JsonNode> NEWNESS = Comparator.comparing(
                        (JsonNode tracker) -> Json.text(tracker, "updated_at"))
                .thenComparing(tracker -> tracker.path("tracking_details").size())
                .thenComparing(Fold::newestScan);

        private final Set<String> shipments = new HashSet<>();
        private final Set<String> purchased = new HashSet<>();
        private final Set<String> refunded = new HashSet<>();
        private final Set<String> invoiced = new HashSet<>();
        private final Set<String> batches = new HashSet<>();
        private final Map<String, JsonNode> trackers = new HashMap<>();

        void add(Message message) {
            if (message instanceof Message.PostedShipment posted) {
                shipment(posted.shipment());
            } else if (message instanceof Message.Webhook webhook) {
                result(webhook.event().path("result"));
            }
        }

        Expected result() {
            Set<String> counted = new HashSet<>(purchased);
            counted.addAll(trackers.keySet());
            counted.removeAll(refunded);
            counted.removeIf(key -> trackers.containsKey(key)
                    && Json.text(trackers.get(key), "status").equals("cancelled"));
            int scans = trackers.values().stream().mapToInt(Fold::scans).sum();
            return new Expected(shipments.size(), scans, counted.size(), invoiced.size(), batches.size());
        }

        private void shipment(ObjectNode shipment) {
            String id = Json.text(shipment, "id");
            shipments.add(id);
            if (shipment.path("postage_label").isObject()
                    || !Json.text(shipment, "tracking_code").isEmpty()) {
                purchased.add(id);
            }
            if (Json.text(shipment, "refund_status").equals("refunded")) {
                refunded.add(id);
            }
            tracker(shipment.path("tracker"), id);
        }

        private void result(JsonNode result) {
            String shipment = Json.text(result, "shipment_id");
            switch (Json.text(result, "object")) {
                case "Tracker" -> tracker(result, shipment);
                case "Refund" -> {
                    shipments.add(shipment);
                    if (Json.text(result, "status").equals("refunded")) {
                        refunded.add(shipment);
                    }
                }
                case "ShipmentInvoice" -> {
                    shipments.add(shipment);
                    if (!result.path("final_invoice_amount").isNull()) {
                        invoiced.add(shipment);
                    }
                }
                case "Batch" -> batches.add(Json.text(result, "id"));
                case "Insurance" -> {
                    if (!shipment.isEmpty()) {
                        shipments.add(shipment);
                    }
                    tracker(result.path("tracker"), shipment);
                }
                default -> {} // other operations, which are no rows
            }
        }

        private void tracker(JsonNode tracker, String shipment) {
            if (!tracker.isObject()) {
                return;
            }
            String named = Json.text(tracker, "shipment_id");
            String key = !shipment.isEmpty() ? shipment : !named.isEmpty() ? named : Json.text(tracker, "id");
            shipments.add(key);
            trackers.merge(key, tracker, (one, other) -> NEWNESS.compare(one, other) >= 0 ? one : other);
        }

        private static int scans(JsonNode tracker) {
            Set<List<String>> distinct = new HashSet<>();
            for (JsonNode scan : tracker.path("tracking_details")) {
                if (!Json.text(scan, "datetime").isEmpty()) {
                    distinct.add(List.of(
                            Json.text(scan, "datetime"),
                            Json.text(scan, "status"),
                            Json.text(scan, "status_detail"),
                            Json.text(scan, "message"),
                            Json.text(scan, "carrier_code"),
                            scan.path("tracking_location").toString()));
                }
            }
            return distinct.size();
        }

        private static String newestScan(JsonNode tracker) {
            String newest = "";
            for (JsonNode scan : tracker.path("tracking_details")) {
                String time = Json.text(scan, "datetime");
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
            return newest;
        }
    }
}
