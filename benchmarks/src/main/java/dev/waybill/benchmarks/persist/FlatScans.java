package dev.waybill.benchmarks.persist;

import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.TrackingLocation;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The scans of events, each time that one tells them, for Debezium's topic. */
final class FlatScans {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private FlatScans() {}

    /** Writes a line for each scan of each event, and returns how many different scans there are. */
    static int write(List<ProducerRecord<byte[], byte[]>> events, Path file) throws IOException {
        Set<UUID> different = new HashSet<>();
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (ProducerRecord<byte[], byte[]> record : events) {
                TrackingEvent event = WIRE.decode(record.value(), TrackingEvent.class);
                for (TrackingDetail scan : event.getTracker().getTrackingDetails()) {
                    UUID id = id(event, scan);
                    different.add(id);
                    lines.write(Json.write(line(id, event, scan)));
                    lines.newLine();
                }
            }
        }
        return different.size();
    }

    private static UUID id(TrackingEvent event, TrackingDetail scan) {
        ObjectNode place = place(scan.getTrackingLocation());
        return RowId.ofScan(
                event.getShipmentId(),
                scan.getDatetime(),
                scan.getStatus(),
                scan.getStatusDetail(),
                scan.getMessage(),
                scan.getCarrierCode(),
                scan.getSource(),
                place == null ? null : Json.write(place));
    }

    private static ObjectNode line(UUID id, TrackingEvent event, TrackingDetail scan) {
        ObjectNode line = Json.object();
        line.put("id", id.toString());
        line.put("shipment_id", RowId.of(event.getShipmentId()).toString());
        line.put("status", scan.getStatus());
        line.put("status_detail", scan.getStatusDetail());
        line.put("message", scan.getMessage());
        line.put("description", scan.getDescription());
        line.put("carrier_status", scan.getCarrierCode());
        line.put("source", scan.getSource());
        line.set("tracking_location", place(scan.getTrackingLocation()));
        line.put("event_datetime", scan.getDatetime().toString());
        line.put("told_as", scan.getToldAs());
        line.put("received_at", event.getEnvelope().getReceivedAt().toString());
        return line;
    }

    private static @Nullable ObjectNode place(@Nullable TrackingLocation told) {
        if (told == null) {
            return null;
        }
        ObjectNode place = Json.object();
        place.put("city", told.getCity());
        place.put("state", told.getState());
        place.put("country", told.getCountry());
        place.put("zip", told.getZip());
        return place;
    }
}
