package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
        name = "replays",
        description =
                "List the replays that were asked for last; with a command, show one, or hold it, let it go on or end it.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            ReplaysCommand.Show.class,
            ReplaysCommand.Pause.class,
            ReplaysCommand.Resume.class,
            ReplaysCommand.Cancel.class
        })
final class ReplaysCommand extends Asking {

    private static final String PATH = "/v1/replays";

    @Override
    JsonNode ask(Console console) throws InterruptedException {
        return console.get(PATH);
    }

    @Override
    String text(JsonNode newest) {
        return StreamSupport.stream(newest.spliterator(), false)
                .map(ReplaysCommand::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(JsonNode one) {
        return String.format(
                Locale.ROOT,
                "%s %s %-9s %,d of %,d of %s%s%s",
                one.path("id").asString(),
                one.path("requested_at").asString(),
                one.path("status").asString(),
                one.path("records_done").asLong(),
                one.path("records_total").asLong(),
                one.path("topic").asString(),
                one.path("discard").isString() ? ", discarded" : "",
                one.path("dry_run").asBoolean() ? ", a dry run" : "");
    }

    /** Something about one. */
    abstract static class One extends AskingOne {

        One() {
            super(PATH);
        }
    }

    @Command(name = "show", description = "Show how far one is.")
    static final class Show extends One {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.get(path());
        }
    }

    @Command(name = "pause", description = "Hold one where it is.")
    static final class Pause extends One {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/pause", Map.of());
        }
    }

    @Command(name = "resume", description = "Let one go on.")
    static final class Resume extends One {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/resume", Map.of());
        }
    }

    @Command(name = "cancel", description = "End one where it is. What is copied stays copied.")
    static final class Cancel extends One {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/cancel", Map.of());
        }
    }
}
