package dev.waybill.standalone.pipeline;

import dev.waybill.testkit.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * The four services with the stream played into them: EasyPost's recordings, and one simulated parcel that crosses a border, as no
 * recording does. Started once for all tests that ask for it, closed after the last.
 */
record Played(Pipeline pipeline, Path folder) implements AutoCloseable {

    static final List<String> SHIPMENTS = Recordings.lines("shipments.ndjson");

    private static final List<String> SIMULATED = lines("simulated-international.ndjson");

    Tables tables() {
        return pipeline.tables();
    }

    void send() {
        pipeline.post(shipments());
        webhooks().forEach(Runnable::run);
    }

    void sendInReverse() {
        List<Runnable> webhooks = webhooks();
        Collections.reverse(webhooks);
        webhooks.forEach(Runnable::run);
        List<String> shipments = shipments();
        Collections.reverse(shipments);
        pipeline.post(shipments);
    }

    @Override
    public void close() throws IOException {
        pipeline.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    private static List<String> shipments() {
        List<String> shipments = new ArrayList<>(SHIPMENTS);
        shipments.add(SIMULATED.get(0));
        return shipments;
    }

    private List<Runnable> webhooks() {
        List<Runnable> webhooks = new ArrayList<>();
        add(webhooks, "tracker.updated", "trackers.ndjson");
        add(webhooks, "refund.successful", "refunds.ndjson");
        add(webhooks, "insurance.purchased", "insurances.ndjson");
        add(webhooks, "batch.updated", "batches.ndjson");
        add(webhooks, "claim.updated", "claims.ndjson");
        add(webhooks, "scan_form.updated", "scanforms.ndjson");
        SIMULATED.stream().skip(1).forEach(event -> webhooks.add(() -> pipeline.webhook(event)));
        return webhooks;
    }

    private void add(List<Runnable> webhooks, String type, String recordings) {
        List<String> results = Recordings.lines(recordings);
        for (int number = 0; number < results.size(); number++) {
            String id = "evt_" + type + "_" + number;
            String result = results.get(number);
            webhooks.add(() -> pipeline.webhook(id, type, result));
        }
    }

    private static Played begin() {
        try {
            Path folder = Files.createTempDirectory("waybill-pipeline");
            var played = new Played(new Pipeline(folder), folder);
            played.send();
            played.pipeline().settle();
            return played;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> lines(String resource) {
        try (InputStream file = Objects.requireNonNull(Played.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Gives it to the tests. */
    static final class Once implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Played.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Played.class, type -> begin(), Played.class);
        }
    }
}
