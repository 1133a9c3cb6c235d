package dev.waybill.standalone;

import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.remote.Console;
import dev.waybill.standalone.remote.Where;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "replay",
        description = "Copy a range of a topic to the handlers that read it, to the parser or into a topic of your own,"
                + " or discard dead letters, and show how far it is. Ctrl-C ends the showing, not the replay.")
final class ReplayCommand implements Callable<Integer> {

    private static final long LOOK_MS = 500;
    private static final int WIDTH = 30;
    private static final int PERCENT = 100;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "The topic that is copied.")
    String topic = "";

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            description = "The first record: a time (2026-11-26T12:00:00Z) or an offset.")
    @Nullable
    String from;

    @Option(
            names = "--to",
            paramLabel = "WHEN",
            description = "Behind the last record, likewise; the end as it is now.")
    @Nullable
    String to;

    @Option(names = "--partitions", paramLabel = "N", split = ",", description = "Only these partitions.")
    @Nullable
    List<Integer> partitions;

    @Option(names = "--record", paramLabel = "PARTITION@OFFSET", description = "Only this one.")
    @Nullable
    String record;

    @Option(names = "--shipment-id", paramLabel = "ID", description = "Only records of this shipment.")
    @Nullable
    String shipmentId;

    @Option(names = "--tracking-code", paramLabel = "CODE", description = "Only of this tracking code.")
    @Nullable
    String trackingCode;

    @Option(names = "--carrier", paramLabel = "NAME", description = "Only of this carrier.")
    @Nullable
    String carrier;

    @Option(names = "--mode", paramLabel = "MODE", description = "Only of this mode, test or production.")
    @Nullable
    String mode;

    @Option(names = "--event-type", paramLabel = "TYPE", description = "Only of this type, such as tracker.updated.")
    @Nullable
    String eventType;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only dead letters with this reason.")
    @Nullable
    String reason;

    @Option(names = "--into", paramLabel = "TOPIC", description = "A topic of your own that gets the copies.")
    @Nullable
    String into;

    @Option(
            names = "--discard",
            paramLabel = "NOTE",
            description = "Copy nothing: give these dead letters up, for this reason.")
    @Nullable
    String discard;

    @Option(names = "--rate", paramLabel = "N", description = "The most records a second.")
    @Nullable
    Integer rate;

    @Option(names = "--dry-run", description = "Count what would be copied, and from when to when it is.")
    boolean dryRun;

    @Option(names = "--json", description = "Print the end as JSON, and nothing else.")
    boolean json;

    @Mixin
    Help help = new Help();

    @Mixin
    Where where = new Where();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Object> request = request();
        Console console = where.console();
        var screen = new Screen();
        JsonNode status = console.post("/v1/replays", request);
        String path = "/v1/replays/" + status.path("id").asString();
        if (!json) {
            screen.done("Replay " + status.path("id").asString() + ": " + topic
                    + (discard == null ? " into " + status.path("into").asString() : " is discarded"));
        }
        while (goesOn(status)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            status = console.watch(path);
            if (!json) {
                screen.progress(progress(status));
            }
        }
        screen.done(json ? status.toString() : end(status));
        return status.path("status").asString().equals("completed")
                        && status.path("records_failed").asLong() == 0
                ? 0
                : 1;
    }

    private Map<String, Object> request() {
        var filter = new LinkedHashMap<String, Object>();
        put(filter, "shipment_id", shipmentId);
        put(filter, "tracking_code", trackingCode);
        put(filter, "carrier", carrier);
        put(filter, "mode", mode);
        put(filter, "event_type", eventType);
        put(filter, "reason", reason);
        var request = new LinkedHashMap<String, Object>();
        request.put("topic", topic);
        if (record == null) {
            put(request, "from", from);
            put(request, "to", to);
            put(request, "partitions", partitions);
        } else {
            putRecord(request, record);
        }
        put(request, "filter", filter.isEmpty() ? null : filter);
        put(request, "into", into);
        put(request, "discard", discard);
        put(request, "rate", rate);
        request.put("dry_run", dryRun);
        return request;
    }

    private void putRecord(Map<String, Object> request, String place) {
        if (from != null || to != null || partitions != null || !place.matches("\\d{1,9}@\\d{1,18}")) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--record takes PARTITION@OFFSET and stands without --from, --to and --partitions");
        }
        String[] parts = place.split("@", -1);
        request.put("partitions", List.of(Integer.valueOf(parts[0])));
        request.put("from", parts[1]);
        request.put("to", Long.toString(Long.parseLong(parts[1]) + 1));
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private static boolean goesOn(JsonNode status) {
        String told = status.path("status").asString();
        if (told.isEmpty()) {
            throw new Problem("The console does not say how far the replay is");
        }
        return told.equals("running") || told.equals("paused");
    }

    private static String progress(JsonNode status) {
        long total = status.path("records_total").asLong();
        long done = status.path("records_done").asLong();
        int full = total == 0 ? WIDTH : (int) (WIDTH * done / total);
        return String.format(
                Locale.ROOT,
                "[%s%s] %d %%  %,d of %,d  %s a second%s  %s%s",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                total == 0 ? PERCENT : PERCENT * done / total,
                done,
                total,
                status.path("rate").asString("0"),
                left(status),
                status.path("status").asString(),
                failure(status));
    }

    private static String failure(JsonNode status) {
        String failure = status.path("failure").asString("");
        return failure.isEmpty() ? "" : " (again, after " + failure + ")";
    }

    private static String left(JsonNode status) {
        JsonNode eta = status.path("eta");
        return eta.isString()
                ? "  "
                        + Math.max(
                                0,
                                Duration.between(Instant.now(), Instant.parse(eta.asString()))
                                        .toSeconds()) + " s left"
                : "";
    }

    private static String end(JsonNode status) {
        String when = status.path("oldest").isString()
                ? " from " + status.path("oldest").asString() + " to "
                        + status.path("newest").asString()
                : "";
        return String.format(
                Locale.ROOT,
                "%s: %,d records %s%s%s, %,d left out, %,d failed",
                status.path("status").asString(),
                status.path("records_copied").asLong(),
                status.path("dry_run").asBoolean() ? "would be " : "",
                status.path("discard").isString() ? "discarded" : "copied",
                when,
                status.path("records_skipped").asLong(),
                status.path("records_failed").asLong());
    }
}
