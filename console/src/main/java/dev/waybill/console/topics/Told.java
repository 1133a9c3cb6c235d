package dev.waybill.console.topics;

import dev.waybill.schemas.carriers.CarrierNames;
import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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
     * Reads a record.
     *
     * @throws RuntimeException when it cannot be read
     */
    public static Told of(ConsumerRecord<byte[], byte[]> record, AvroWire wire) {
        String failed = Topics.failed(record.topic());
        Topic topic = Topics.named(failed == null ? record.topic() : failed);
        String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            return ofKey(key);
        }
        Schema schema = topic.schema();
        if (schema == null) {
            return ofWebhook(JsonMapper.shared().readTree(record.value()));
        }
        return of(key, wire.decode(record.value(), schema));
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

    private static Told ofWebhook(JsonNode body) {
        JsonNode object = body.path("object").asString("").equals("Event") ? body.path("result") : body;
        boolean shipment = object.path("object").asString("").equals("Shipment");
        return new Told(
                text(shipment ? object.path("id") : object.path("shipment_id")),
                text(object.path("tracking_code")),
                text(shipment ? object.path("selected_rate").path("carrier") : object.path("carrier")),
                text(object.path("mode")),
                text(body.path("description")));
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
