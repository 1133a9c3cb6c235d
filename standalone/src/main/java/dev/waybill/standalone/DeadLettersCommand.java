package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "dead-letters",
        description =
                "List records that could not be handled, by topic and reason; with --topic each of them, with --open"
                        + " all of one. ./waybill replay handles them again, or discards them.")
final class DeadLettersCommand extends Asking {

    private static final String PATH = "/v1/dead-letters";
    private static final String COUNT = "%-32s %-24s %9s %9s %9s";
    private static final String LETTER = "%-14s %-28s %-10s %-24s %s";
    private static final int MESSAGE = 100;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "List those of a topic, such as tracking-events-dlt.")
    @Nullable
    String topic;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only those with this reason.")
    @Nullable
    String reason;

    @Option(names = "--state", paramLabel = "STATE", description = "Only those that are open, replayed or discarded.")
    @Nullable
    String state;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "About so many at most: ${DEFAULT-VALUE}.")
    int limit;

    @Option(
            names = "--before",
            paramLabel = "PLACE",
            description = "The next page, as the end of the page before says it.")
    @Nullable
    String before;

    @Option(
            names = "--open",
            paramLabel = "PARTITION@OFFSET",
            description = "Show one, decoded, with its stack traces.")
    @Nullable
    String open;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    void check() {
        if (topic == null && (open != null || reason != null || state != null || before != null)) {
            throw new ParameterException(commandLine(), "--open, --reason, --state and --before need --topic");
        }
        if (open != null && !open.matches("\\d{1,9}@\\d{1,18}")) {
            throw new ParameterException(commandLine(), "--open takes PARTITION@OFFSET, as the list says it");
        }
    }

    @Override
    JsonNode ask(Console console) throws InterruptedException {
        return console.get(path());
    }

    @Override
    String text(JsonNode answer) {
        if (open != null) {
            return answer.toPrettyString().replace("\\n", "\n").replace("\\t", "  ");
        }
        return String.join("\n", topic == null ? overview(answer) : page(answer));
    }

    private static List<String> overview(JsonNode answer) {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, COUNT, "TOPIC", "REASON", "OPEN", "REPLAYED", "DISCARDED"));
        answer.path("dead_letters").forEach(row -> lines.add(count(row)));
        if (answer.path("flood").asBoolean()) {
            lines.add(answer.path("recent").asLong() + " came within the last ten minutes");
        }
        return lines;
    }

    private static List<String> page(JsonNode answer) {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, LETTER, "PLACE", "FAILED AT", "STATE", "REASON", "MESSAGE"));
        answer.path("dead_letters").forEach(row -> lines.add(letter(row)));
        String next = answer.path("next").asString("");
        if (!next.isEmpty()) {
            lines.add("There are more: --before " + next);
        }
        return lines;
    }

    private String path() {
        if (topic == null) {
            return PATH;
        }
        if (open != null) {
            return PATH + "/" + Console.encoded(topic) + "/" + open.replace('@', '/');
        }
        return PATH + "/" + Console.encoded(topic) + "?limit=" + limit + Console.parameter("reason", reason)
                + Console.parameter("state", state) + Console.parameter("before", before);
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private static String count(JsonNode row) {
        return String.format(
                Locale.ROOT,
                COUNT,
                row.path("topic").asString(),
                row.path("reason").asString(),
                count(row, "open"),
                count(row, "replayed"),
                count(row, "discarded"));
    }

    private static String count(JsonNode row, String state) {
        return String.format(Locale.ROOT, "%,d", row.path(state).asLong());
    }

    private static String letter(JsonNode row) {
        String message = row.path("message").asString("").replace('\n', ' ');
        return String.format(
                Locale.ROOT,
                LETTER,
                row.path("partition").asInt() + "@" + row.path("offset").asLong(),
                row.path("failed_at").asString(),
                row.path("state").asString(),
                row.path("reason").asString(),
                message.length() <= MESSAGE ? message : message.substring(0, MESSAGE) + "...");
    }
}
