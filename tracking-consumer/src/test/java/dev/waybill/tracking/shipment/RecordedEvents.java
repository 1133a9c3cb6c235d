package dev.waybill.tracking.shipment;

import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.places.Places;
import dev.waybill.testkit.Recordings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** EasyPost's recorded objects as events; it reads what the tests need, while ingest-service has the real reader. */
public final class RecordedEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RecordedEvents() {}

    public static List<ShipmentEvent> shipments() {
        return Recordings.lines("shipments.ndjson").stream()
                .map(JSON::readTree)
                .map(json -> (Shipment) record(Shipment.getClassSchema(), json))
                .map(told -> Events.of(told.getId())
                        .told(told.getUpdatedAt().toString(), unused -> Shipment.newBuilder(told)))
                .toList();
    }

    public static List<TrackingEvent> trackers() {
        return Recordings.lines("trackers.ndjson").stream()
                .map(JSON::readTree)
                .map(json -> (Tracker) record(Tracker.getClassSchema(), json))
                .map(told -> Events.of(told.getShipmentId() == null ? told.getId() : told.getShipmentId())
                        .tracker(told.getUpdatedAt().toString(), unused -> Tracker.newBuilder(told)))
                .toList();
    }

    private static SpecificRecordBase record(Schema schema, JsonNode json) {
        SpecificRecordBase record = (SpecificRecordBase) SpecificData.get().newRecord(null, schema);
        for (Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema(), source(field.name(), json)));
        }
        return record;
    }

    private static JsonNode source(String field, JsonNode json) {
        return switch (field) {
            case "extra" -> MissingNode.getInstance();
            case "told_as" -> json.path("datetime");
            case "tracker_id" -> json.path("tracker").path("id");
            case "postal_prefix" -> {
                String country = json.path("country").asString("US");
                String prefix = Places.postalPrefix(json.path("zip").asString(""), country);
                yield prefix == null
                        ? MissingNode.getInstance()
                        : JSON.getNodeFactory().stringNode(prefix);
            }
            default -> json.path(field.endsWith("_told") ? field.substring(0, field.length() - 5) : field);
        };
    }

    private static @Nullable Object value(Schema schema, JsonNode json) {
        if (schema.getType() == Schema.Type.ARRAY) {
            List<Object> items = new ArrayList<>();
            json.forEach(item -> items.add(record(schema.getElementType(), item)));
            return items;
        }
        if (json.isMissingNode() || json.isNull()) {
            return null;
        }
        return switch (schema.getType()) {
            case UNION -> value(schema.getTypes().get(1), json);
            case RECORD -> record(schema, json);
            case BYTES -> new BigDecimal(json.asString()).setScale(5);
            case BOOLEAN -> json.asBoolean();
            case LONG -> Events.time(json.asString());
            case INT ->
                schema.getLogicalType() == null
                        ? (Object) new BigDecimal(json.asString()).intValueExact()
                        : LocalDate.parse(json.asString().substring(0, 10));
            default -> json.isValueNode() ? json.asString() : json.toString();
        };
    }
}
