package dev.waybill.console.deadletters;

import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.wire.AvroJson;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.RecordHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of a dead letter.
 *
 * @param value the record as JSON; null when it is none, or no record of its topic
 * @param text its bytes as text, when they are that and no JSON
 * @param base64 its bytes, when they are neither
 * @param headers the other headers, each by name with all its values
 * @param outcome what has been done about it; null for nothing
 * @param attempts each time that it was handled in vain, the first one first
 */
@JsonNaming(SnakeCaseStrategy.class)
record OpenedLetter(
        Letter letter,
        @Nullable JsonNode value,
        @Nullable String text,
        @Nullable String base64,
        Map<String, List<String>> headers,
        @Nullable Outcome outcome,
        List<Attempt> attempts) {

    /**
     * Opens a dead letter.
     *
     * @param letter the same as it is listed
     * @param failed the topic whose record it is
     * @param outcome what has been done about it; null for nothing
     */
    static OpenedLetter of(
            ConsumerRecord<byte[], byte[]> record,
            Letter letter,
            Topic failed,
            @Nullable Outcome outcome,
            AvroWire wire) {
        byte[] bytes = record.value() == null ? new byte[0] : record.value();
        JsonNode value = failed.schema() == null ? json(bytes) : decoded(bytes, failed.schema(), wire);
        String text = value == null && failed.schema() == null ? utf8(bytes) : null;
        return new OpenedLetter(
                letter,
                value,
                text,
                value == null && text == null ? Base64.getEncoder().encodeToString(bytes) : null,
                others(record),
                outcome,
                Attempt.of(record.headers()));
    }

    private static @Nullable JsonNode json(byte[] bytes) {
        try {
            JsonNode tree = JsonMapper.shared().readTree(bytes);
            return tree.isMissingNode() ? null : tree;
        } catch (JacksonException none) {
            return null;
        }
    }

    private static @Nullable JsonNode decoded(byte[] bytes, Schema schema, AvroWire wire) {
        try {
            return AvroJson.write(wire.decode(bytes, schema), Set.of());
        } catch (RuntimeException none) {
            return null;
        }
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException none) {
            return null;
        }
    }

    private static Map<String, List<String>> others(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (Header header : record.headers()) {
            if (!DeadLetter.OF_AN_ATTEMPT.contains(header.key())) {
                headers.computeIfAbsent(header.key(), name -> RecordHeaders.texts(record.headers(), name));
            }
        }
        return headers;
    }
}
