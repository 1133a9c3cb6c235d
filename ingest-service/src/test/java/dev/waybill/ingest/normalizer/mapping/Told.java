package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Source;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.RegistrySchemas;
import dev.waybill.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Bodies, and what they become. */
final class Told {

    static final Instant RECEIVED_AT = Instant.parse("2025-06-20T10:00:00Z");
    static final AvroWire WIRE = new AvroWire(RegistrySchemas.at(null));

    private static final List<String> FILES = List.of(
            "trackers.ndjson",
            "shipments.ndjson",
            "batches.ndjson",
            "refunds.ndjson",
            "insurances.ndjson",
            "claims.ndjson",
            "scanforms.ndjson",
            "events.ndjson");

    private Told() {}

    static List<TypedEvent> webhook(String body) {
        return normalize(body.getBytes(StandardCharsets.UTF_8));
    }

    static List<TypedEvent> normalize(byte[] body) {
        return Normalizer.normalize(new InboxRecord(body, RECEIVED_AT, Source.WEBHOOK, null));
    }

    static List<TypedEvent> posted(String body) {
        return Normalizer.normalize(
                new InboxRecord(body.getBytes(StandardCharsets.UTF_8), RECEIVED_AT, Source.POSTED, null));
    }

    static String event(String type, String result) {
        return """
                {"object":"Event","id":"evt_7","mode":"production","user_id":"user_7","description":"%s",\
                "created_at":"2025-06-20T09:00:00Z","result":%s}""".formatted(type, result);
    }

    /** Every recorded body. */
    static Stream<String> recordings() {
        return Stream.concat(
                FILES.stream().flatMap(file -> Recordings.lines(file).stream()),
                Stream.of(new String(Recordings.bytes("event-body.json"), StandardCharsets.UTF_8)));
    }

    static <T extends SpecificRecord> List<T> of(Class<T> type, List<TypedEvent> events) {
        return events.stream()
                .map(TypedEvent::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static <T extends SpecificRecord> T only(Class<T> type, List<TypedEvent> events) {
        List<T> found = of(type, events);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type.getSimpleName());
        }
        return found.get(0);
    }
}
