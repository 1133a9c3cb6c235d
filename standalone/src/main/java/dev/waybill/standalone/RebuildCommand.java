package dev.waybill.standalone;

import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.remote.Console;
import dev.waybill.standalone.remote.Where;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "rebuild",
        description =
                "Fold the log beside the tables, say what differs, and bring the tables to what the log says. Ctrl-C ends the showing, not"
                        + " the rebuild.")
final class RebuildCommand implements Callable<Integer> {

    private static final String WORD = "rebuild";
    private static final int WIDTH = 30;
    private static final int PERCENT = 100;

    @Option(names = "--check", description = "Say what differs and change nothing; exit code 1 when anything does.")
    boolean check;

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    @Option(
            names = "--ignore-refused",
            description =
                    "Count records that are refused as not told. Else what they may have told of is left as it is.")
    boolean ignoreRefused;

    @Option(names = "--watch", paramLabel = "ID", description = "Begin none, and show how far this one is.")
    @Nullable
    String watched;

    @Option(names = "--json", description = "Print the end as JSON, and nothing else.")
    boolean json;

    @Mixin
    Where where = new Where();

    @Mixin
    Help help = new Help();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (watched == null && !check && !yes && !confirmed()) {
            throw new Problem("Nothing is done");
        }
        Console console = where.console();
        var screen = new Screen();
        String id = watched == null
                ? console.post("/v1/rebuilds", Map.of("check", check, "ignore_refused", ignoreRefused))
                        .path("id")
                        .asString()
                : watched;
        if (!json) {
            screen.done("Rebuild " + id);
        }
        JsonNode status = watched == null
                ? first(console, "/v1/rebuilds/" + id)
                : console.get("/v1/rebuilds/" + Console.encoded(id));
        status = console.watchToEnd("/v1/rebuilds/" + id, status, running -> {
            if (!json) {
                screen.progress(progress(running));
            }
        });
        if (json) {
            screen.done(status.toString());
        } else {
            table(status).forEach(screen::done);
            refused(status).forEach(screen::done);
            screen.done(end(status));
        }
        boolean completed = status.path("status").asString("").equals("completed");
        return completed && (isCheck(status) ? differing(status) : count(status, "left")) == 0 ? 0 : 1;
    }

    /** As it was asked for, perhaps by another command. */
    private static boolean isCheck(JsonNode status) {
        return status.path("check").asBoolean();
    }

    private static boolean confirmed() throws IOException {
        System.err.print(
                "Rows that differ from the log are overwritten, and those that it does not tell of are deleted. Type "
                        + WORD + " to go on: ");
        System.err.flush();
        var typed = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return WORD.equals(typed == null ? "" : typed.strip());
    }

    private static JsonNode first(Console console, String path) throws InterruptedException {
        return console.await(path)
                .orElseThrow(() -> new Problem(
                        "Nothing was told of it within two minutes, perhaps because another one goes on: GET " + path));
    }

    private static String progress(JsonNode status) {
        var line = new ArrayList<String>();
        for (JsonNode part : status.path("parts")) {
            long total = part.path("records_total").asLong();
            long folded = part.path("records_folded").asLong();
            int full = total == 0 ? 0 : (int) (WIDTH * folded / total);
            String failure = part.path("failure").asString("");
            line.add(String.format(
                    Locale.ROOT,
                    "%s [%s%s] %d %%, %s%s",
                    part.path("part").asString(),
                    "#".repeat(full),
                    ".".repeat(WIDTH - full),
                    total == 0 ? 0 : PERCENT * folded / total,
                    part.path("phase").asString().replace('_', ' '),
                    failure.isEmpty() ? "" : " (again, after " + failure + ")"));
        }
        return String.join("  ", line);
    }

    private static List<String> table(JsonNode status) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%-20s %12s %9s %9s %9s %9s  %s",
                "table",
                "rows",
                "missing",
                "changed",
                "extra",
                "left",
                "columns"));
        for (JsonNode part : status.path("parts")) {
            for (JsonNode table : part.path("tables")) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%-20s %,12d %,9d %,9d %,9d %,9d  %s",
                        table.path("table").asString(),
                        table.path("rows").asLong(),
                        table.path("missing").asLong(),
                        table.path("changed").asLong(),
                        table.path("extra").asLong(),
                        table.path("left").asLong(),
                        String.join(", ", table.path("columns").propertyNames())));
            }
        }
        return lines;
    }

    private static String end(JsonNode status) {
        var failures = new ArrayList<String>();
        long carried = 0;
        for (JsonNode part : status.path("parts")) {
            carried += part.path("carried_over").asLong();
            if (part.path("failure").isString()) {
                failures.add(part.path("part").asString() + ": "
                        + part.path("failure").asString());
            }
        }
        long differing = differing(status);
        String found = differing == 0
                ? "the tables hold what the log says"
                : String.format(Locale.ROOT, "%,d rows differed", differing);
        long left = count(status, "left");
        String done = isCheck(status) || differing == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d shipments and other rows carried over", carried);
        String remaining = left == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %,d rows left as they are, since records that are refused may have told of them",
                        left);
        return status.path("status").asString("") + ": "
                + (failures.isEmpty() ? found + done + remaining : String.join("; ", failures));
    }

    private static List<String> refused(JsonNode status) {
        var lines = new ArrayList<String>();
        for (JsonNode part : status.path("parts")) {
            long records = part.path("records_refused").asLong();
            if (records > 0) {
                lines.add(
                        records == 1
                                ? "One record of the log is refused by this version:"
                                : String.format(
                                        Locale.ROOT,
                                        "%,d records of the log are refused by this version, among them",
                                        records));
            }
            for (JsonNode one : part.path("refused")) {
                lines.add("  %s-%d offset %d (%s): %s"
                        .formatted(
                                one.path("topic").asString(),
                                one.path("partition").asInt(),
                                one.path("offset").asLong(),
                                one.path("key").asString(),
                                one.path("reason").asString()));
            }
        }
        return lines;
    }

    private static long differing(JsonNode status) {
        return count(status, "missing") + count(status, "changed") + count(status, "extra");
    }

    private static long count(JsonNode status, String what) {
        long count = 0;
        for (JsonNode part : status.path("parts")) {
            for (JsonNode table : part.path("tables")) {
                count += table.path(what).asLong();
            }
        }
        return count;
    }
}
