package dev.waybill.standalone;

import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.remote.Console;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

@Command(
        name = "reconciliations",
        description =
                "List how many changes of trackers webhooks had missed, and how long webhooks take; with --since, ask EasyPost now.")
final class ReconciliationsCommand extends Asking {

    private static final String PATH = "/v1/reconciliations";
    private static final int PAGE = 1_000;
    private static final long LOOK_MS = 500;

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
        return missed == null ? console.get(PATH) : all(console, PATH + "/" + AskingOne.encoded(missed) + "/missed");
    }

    private static JsonNode end(Console console, String id) throws InterruptedException {
        String path = PATH + "/" + AskingOne.encoded(id);
        JsonNode status = console.await(path)
                .orElseThrow(
                        () -> new Problem("Nothing has come within two minutes; it goes on by itself: GET " + path));
        while (status.path("status").asString("").equals("running")) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            status = console.watch(path);
        }
        return status;
    }

    private static JsonNode all(Console console, String path) throws InterruptedException {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        JsonNode page = console.get(path + "?limit=" + PAGE);
        page.forEach(all::add);
        while (page.size() == PAGE) {
            JsonNode last = page.path(PAGE - 1);
            String after = last.path("tracker_updated_at").asString() + "/"
                    + last.path("tracker_id").asString();
            page = console.get(path + "?limit=" + PAGE + "&after=" + AskingOne.encoded(after));
            page.forEach(all::add);
        }
        return all;
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
