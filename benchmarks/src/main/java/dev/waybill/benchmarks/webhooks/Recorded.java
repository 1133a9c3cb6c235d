package dev.waybill.benchmarks.webhooks;

import dev.waybill.ingest.normalizer.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** The recorded trackers and shipments that {@code ./waybill demo} plays too. */
final class Recorded {

    private static final String FOLDER = "/dev/waybill/standalone/demo/recordings/";

    private Recorded() {}

    static ObjectNode longestTracker() {
        return read("trackers.ndjson").stream()
                .max(Comparator.comparing(
                        tracker -> tracker.path("tracking_details").size()))
                .orElseThrow();
    }

    /** Returns the shipments of so many bytes or more. */
    static List<ObjectNode> shipments(int bytes) {
        return read("shipments.ndjson").stream()
                .filter(shipment -> Json.write(shipment).length() >= bytes)
                .toList();
    }

    private static List<ObjectNode> read(String name) {
        try (InputStream file = Objects.requireNonNull(Recorded.class.getResourceAsStream(FOLDER + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> (ObjectNode) Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
