package dev.waybill.benchmarks.webhooks;

import dev.waybill.ingest.normalizer.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** The recorded trackers that {@code ./waybill demo} plays too. */
final class Recorded {

    private static final String FILE = "/dev/waybill/standalone/demo/recordings/trackers.ndjson";

    private Recorded() {}

    static ObjectNode longestTracker() {
        try (InputStream file = Objects.requireNonNull(Recorded.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> (ObjectNode) Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                    .max(Comparator.comparing(
                            tracker -> tracker.path("tracking_details").size()))
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
