package dev.waybill.console.topics;

import dev.waybill.schemas.carriers.CarrierNames;
import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a record tells of, as far as a filter asks. Each is null where the record does not say.
 *
 * @param carrier as told; carriers are the same when their one name is
 */
public record Told(
        @Nullable String shipmentId,
        @Nullable String trackingCode,
        @Nullable String carrier,
        @Nullable String mode,
        @Nullable String eventType) {

    private static final List<String> TRACKING_CODE = List.of(
            "tracking_code",
            "tracker.tracking_code",
            "shipment.tracking_code",
            "refund.tracking_code",
            "insurance.tracking_code",
            "invoice.tracking_code");
    private static final List<String> CARRIER = List.of(
            "carrier", "tracker.carrier", "shipment.selected_rate.carrier", "refund.carrier", "invoice.carrier");
    private static final List<String> MODE = List.of("mode", "envelope.mode");
    private static final List<String> EVENT_TYPE = List.of("envelope.event_type");

    /**
     * Reads a record: a webhook may tell of several objects, any other record tells of one thing.
     *
     * @throws RuntimeException when it cannot be read
     */
    public static List<Told> all(ConsumerRecord<byte[], byte[]> record, AvroWire wire) {
        String failed = Topics.failed(record.topic());
        Topic topic = Topics.named(failed == null ? record.topic() : failed);
        String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            return List.of(ofKey(key));
        }
        Schema schema = topic.schema();
        if (schema == null) {
            return ofWebhook(JsonMapper.shared().readTree(record.value()));
        }
        return List.of(of(key, wire.decode(record.value(), schema)));
    }

    /** Returns what an event says. */
    public static Told of(@Nullable String key, SpecificRecord event) {
        return new Told(
                key, first(event, TRACKING_CODE), first(event, CARRIER), first(event, MODE), first(event, EVENT_TYPE));
    }

    /** Whether it says all that is wanted; null is anything. */
    public boolean says(Told wanted) {
        return matches(wanted.shipmentId, shipmentId)
                && matches(wanted.trackingCode, trackingCode)
                && matches(named(wanted.carrier), named(carrier))
                && matches(wanted.mode, mode)
                && matches(wanted.eventType, eventType);
    }

    private static boolean matches(@Nullable String wanted, @Nullable String told) {
        return wanted == null || wanted.equals(told);
    }

    /** Whether records of a topic may say which webhook they come from. */
    public static boolean knowsEventType(Topic topic) {
        Schema schema = topic.schema();
        return schema == null || schema.getField("envelope") != null;
    }

    private static @Nullable String named(@Nullable String carrier) {
        return carrier == null ? null : CarrierNames.carrier(carrier);
    }

    /** Returns what a tombstone says. */
    public static Told ofKey(@Nullable String key) {
        return new Told(key, null, null, null, null);
    }

    /** As the normalizer reads it: the event's mode counts first, its result may be a list, and an object may not say what it is. */
    private static List<Told> ofWebhook(JsonNode body) {
        boolean event = body.path("object").asString("").equalsIgnoreCase("event");
        JsonNode result = event ? body.path("result") : body;
        String type = event ? text(body.path("description")) : null;
        String mode = Optional.ofNullable(text(body.path("mode")))
                .or(() -> Optional.ofNullable(text(result.path("mode"))))
                .orElse("unknown");
        return (result.isArray() ? result.valueStream() : Stream.of(result))
                .map(object -> ofObject(object, mode, type))
                .toList();
    }

    private static Told ofObject(JsonNode object, String mode, @Nullable String type) {
        boolean shipment = isShipment(object, type);
        return new Told(
                text(shipment ? object.path("id") : object.path("shipment_id")),
                text(object.path("tracking_code")),
                text(shipment ? object.path("selected_rate").path("carrier") : object.path("carrier")),
                mode,
                type);
    }

    private static boolean isShipment(JsonNode object, @Nullable String type) {
        String name = object.path("object").asString("");
        if (!name.isEmpty()) {
            return name.equalsIgnoreCase("shipment");
        }
        boolean named = type != null && type.startsWith("shipment.") && !type.startsWith("shipment.invoice");
        return named || object.path("id").asString("").startsWith("shp_");
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static @Nullable String first(IndexedRecord event, List<String> paths) {
        return paths.stream()
                .flatMap(path -> Stream.ofNullable(at(event, path)))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String at(IndexedRecord event, String path) {
        Object value = event;
        for (String name : path.split("\\.", -1)) {
            Schema.Field field =
                    value instanceof IndexedRecord record ? record.getSchema().getField(name) : null;
            if (field == null) {
                return null;
            }
            value = ((IndexedRecord) value).get(field.pos());
        }
        return Objects.toString(value, null);
    }
}
