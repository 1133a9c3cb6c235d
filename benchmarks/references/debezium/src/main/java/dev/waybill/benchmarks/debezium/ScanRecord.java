package dev.waybill.benchmarks.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import io.debezium.data.Json;
import io.debezium.data.Uuid;
import io.debezium.time.ZonedTimestamp;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;

/** A scan as the record of Kafka Connect's JSON that Debezium's sink writes to a row. */
final class ScanRecord {

    private static final Schema KEY = SchemaBuilder.struct()
            .field("event_datetime", ZonedTimestamp.schema())
            .field("id", Uuid.schema())
            .build();
    private static final Schema VALUE = SchemaBuilder.struct()
            .field("id", Uuid.schema())
            .field("shipment_id", Uuid.schema())
            .field("status", Schema.STRING_SCHEMA)
            .field("status_detail", Schema.OPTIONAL_STRING_SCHEMA)
            .field("message", Schema.OPTIONAL_STRING_SCHEMA)
            .field("description", Schema.OPTIONAL_STRING_SCHEMA)
            .field("carrier_status", Schema.OPTIONAL_STRING_SCHEMA)
            .field("source", Schema.OPTIONAL_STRING_SCHEMA)
            .field("tracking_location", Json.builder().optional().build())
            .field("event_datetime", ZonedTimestamp.schema())
            .field("told_as", Schema.OPTIONAL_STRING_SCHEMA)
            .field("received_at", ZonedTimestamp.schema())
            .build();

    private final JsonConverter keys = new JsonConverter();
    private final JsonConverter values = new JsonConverter();

    ScanRecord() {
        keys.configure(Map.of("schemas.enable", true), true);
        values.configure(Map.of("schemas.enable", true), false);
    }

    ProducerRecord<byte[], byte[]> of(String topic, JsonNode scan) {
        return new ProducerRecord<>(
                topic,
                keys.fromConnectData(topic, KEY, struct(KEY, scan)),
                values.fromConnectData(topic, VALUE, struct(VALUE, scan)));
    }

    private static Struct struct(Schema schema, JsonNode scan) {
        var struct = new Struct(schema);
        for (Field field : schema.fields()) {
            JsonNode value = scan.path(field.name());
            struct.put(field, value.isValueNode() ? value.isNull() ? null : value.asText() : text(value));
        }
        return struct;
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? null : value.toString();
    }
}
