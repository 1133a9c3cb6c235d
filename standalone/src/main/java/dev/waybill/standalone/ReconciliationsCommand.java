package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import dev.waybill.standalone.remote.Where;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "reconciliations",
        description =
                "List how many changes of trackers webhooks had missed, and how long webhooks take; with --since, have EasyPost asked now.")
final class ReconciliationsCommand implements Callable<Integer> {

    private static final String PATH = "/v1/reconciliations";

    @Option(names = "--since", paramLabel = "TIME", description = "Ask now for what EasyPost has changed since.")
    @Nullable
    String since;

    @Option(names = "--account", paramLabel = "USER", description = "EasyPost's id of the user whose API key to use.")
    @Nullable
    String account;

    @Option(names = "--missed", paramLabel = "ID", description = "List what this one found that no webhook had told.")
    @Nullable
    String missed;

    @Option(names = "--json", description = "Print JSON, and nothing else.")
    boolean json;

    @Mixin
    Where where = new Where();

    @Mixin
    Help help = new Help();

    @Override
    public Integer call() throws InterruptedException {
        Console console = where.console();
        var screen = new Screen();
        if (since != null) {
            var request = new LinkedHashMap<String, @Nullable Object>();
            request.put("updated_since", since);
            request.put("account", account);
            JsonNode begun = console.post(PATH, request);
            screen.done(json ? begun.toString() : begun.path("id").asString());
            return 0;
        }
        if (missed != null) {
            JsonNode found = console.get(PATH + "/" + AskingOne.encoded(missed) + "/missed");
            screen.done(json ? found.toString() : found.toPrettyString());
            return 0;
        }
        JsonNode told = console.get(PATH);
        if (json) {
            screen.done(told.toString());
            return 0;
        }
        JsonNode lag = told.path("webhook_lag");
        screen.done(String.format(
                Locale.ROOT,
                "Webhooks of %s parcels in the last day: half within %s s, 99 of 100 within %s s",
                lag.path("parcels").asString("0"),
                lag.path("p50_seconds").asString("-"),
                lag.path("p99_seconds").asString("-")));
        told.path("reconciliations").forEach(one -> screen.done(line(one)));
        return 0;
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
