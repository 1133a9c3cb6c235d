package dev.waybill.standalone;

import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.remote.Console;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "reconciliations",
        description =
                "List how many changes of trackers webhooks had missed, and how long webhooks take; with --since, ask EasyPost now.")
final class ReconciliationsCommand extends Asking {

    private static final String PATH = "/v1/reconciliations";
    private static final int PAGE = 1_000;

    @Option(names = "--since", paramLabel = "TIME", description = "Ask now for what EasyPost has changed since.")
    @Nullable
    String since;

    @Option(names = "--account", paramLabel = "USER", description = "EasyPost's id of the user whose API key to use.")
    @Nullable
    String account;

    @Option(names = "--missed", paramLabel = "ID", description = "List what this one found that no webhook had told.")
    @Nullable
    String missed;

    @Override
    JsonNode ask(Console console) throws InterruptedException {
        if (since != null) {
            var request = new LinkedHashMap<String, @Nullable Object>();
            request.put("updated_since", since);
            request.put("account", account);
            return end(console, console.post(PATH, request).path("id").asString());
        }
        return missed == null
                ? console.get(PATH)
                : console.all(
                        PATH + "/" + Console.encoded(missed) + "/missed?limit=" + PAGE,
                        PAGE,
                        ReconciliationsCommand::place);
    }

    private static JsonNode end(Console console, String id) throws InterruptedException {
        String path = PATH + "/" + Console.encoded(id);
        JsonNode status = console.await(path)
                .orElseThrow(
                        () -> new Problem("Nothing has come within two minutes; it goes on by itself: GET " + path));
        return console.watchToEnd(path, status, running -> {});
    }

    private static String place(JsonNode one) {
        return one.path("tracker_updated_at").asString() + "/"
                + one.path("tracker_id").asString();
    }

    @Override
    String text(JsonNode answer) {
        if (since != null) {
            return line(answer);
        }
        return missed == null ? overview(answer) : answer.toPrettyString();
    }

    @Override
    boolean isDone(JsonNode answer) {
        return since == null || answer.path("status").asString("").equals("completed");
    }

    private static String overview(JsonNode told) {
        JsonNode lag = told.path("webhook_lag");
        String webhooks = String.format(
                Locale.ROOT,
                "Webhooks of %s parcels under way, since yesterday (UTC): half within %s s, 99 of 100 within %s s",
                lag.path("parcels").asString("0"),
                lag.path("p50_seconds").asString("-"),
                lag.path("p99_seconds").asString("-"));
        return Stream.concat(
                        Stream.of(webhooks),
                        told.path("reconciliations").valueStream().map(ReconciliationsCommand::line))
                .collect(Collectors.joining("\n"));
    }

    private static String line(JsonNode one) {
        return String.format(
                Locale.ROOT,
                "%s %-10s %6s trackers %6s missed  %s %s",
                one.path("started_at").asString(),
                one.path("status").asString(),
                one.path("trackers").asString("0"),
                one.path("missed").asString("0"),
                one.path("id").asString(),
                one.path("errors").path(0).path("reason").asString(""));
    }
}
