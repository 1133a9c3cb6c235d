package dev.waybill.standalone;

import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.remote.Console;
import dev.waybill.standalone.remote.Where;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "import",
        description =
                "Take in the shipments and trackers that EasyPost already has, and show how far it is. Ctrl-C ends the showing, not"
                        + " the import.")
final class ImportCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    @Option(names = "--to", paramLabel = "WHEN", description = "Until, likewise; now without it.")
    @Nullable
    String to;

    @Option(names = "--account", paramLabel = "USER", description = "EasyPost's id of the user whose API key to use.")
    @Nullable
    String account;

    /** A new one, or one that goes on. */
    static final class Which {

        @Option(
                names = "--from",
                paramLabel = "WHEN",
                description = "Made at EasyPost since: a day (2026-01-01) or a time.")
        @Nullable
        String from;

        @Option(
                names = "--resume",
                paramLabel = "ID",
                description = "Let one that has failed go on where it was; --watch shows how far it is.")
        @Nullable
        String resumed;

        @Option(names = "--watch", paramLabel = "ID", description = "Begin none, and show how far this one is.")
        @Nullable
        String watched;
    }

    @Option(
            names = "--unpurchased",
            description = "Shipments that were only asked rates for, too, not only those that were bought.")
    boolean unpurchased;

    @Option(names = "--json", description = "Print the end as JSON, and nothing else.")
    boolean json;

    @Mixin
    Where where = new Where();

    @Mixin
    Help help = new Help();

    @Override
    public Integer call() throws InterruptedException {
        Console console = where.console();
        var screen = new Screen();
        if (which.resumed != null) {
            JsonNode goesOn = console.post("/v1/imports/" + Console.encoded(which.resumed) + "/resume", Map.of());
            screen.done(json ? goesOn.toString() : goesOn.path("id").asString() + " goes on");
            return 0;
        }
        String id = which.watched == null
                ? console.post("/v1/imports", request()).path("id").asString()
                : which.watched;
        if (!json) {
            screen.done("Import " + id);
        }
        JsonNode status = which.watched == null
                ? first(console, "/v1/imports/" + id)
                : console.get("/v1/imports/" + Console.encoded(id));
        status = console.watchToEnd("/v1/imports/" + id, status, running -> {
            if (!json) {
                screen.progress(counts(running));
            }
        });
        boolean completed = status.path("status").asString("").equals("completed");
        screen.done(
                json ? status.toString() : status.path("status").asString("") + ": " + counts(status) + reason(status));
        return completed ? 0 : 1;
    }

    private Map<String, @Nullable Object> request() {
        var request = new LinkedHashMap<String, @Nullable Object>();
        request.put("from", which.from);
        if (to != null) {
            request.put("to", to);
        }
        if (account != null) {
            request.put("account", account);
        }
        if (unpurchased) {
            request.put("purchased", false);
        }
        return request;
    }

    /** Nothing is known of an import before its first page has come. */
    private static JsonNode first(Console console, String path) throws InterruptedException {
        return console.await(path)
                .orElseThrow(() ->
                        new Problem("No page has come within two minutes; the import goes on by itself: GET " + path));
    }

    private static String counts(JsonNode status) {
        JsonNode told = status.path("parameters");
        return String.format(
                Locale.ROOT,
                "%,d shipments and %,d trackers taken in",
                told.path("shipments").asLong(),
                told.path("trackers").asLong());
    }

    private static String reason(JsonNode status) {
        String reason = status.path("errors").path(0).path("reason").asString("");
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }
}
