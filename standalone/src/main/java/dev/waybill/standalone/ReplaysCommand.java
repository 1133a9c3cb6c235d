package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import dev.waybill.standalone.remote.Where;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
final class ReplaysCommand implements Callable<Integer> {

    private static final String PATH = "/v1/replays";

    @Option(names = "--json", description = "Print JSON, and nothing else.")
    boolean json;

    @Mixin
    Where where = new Where();

    @Mixin
    Help help = new Help();

    @Override
    public Integer call() throws InterruptedException {
        JsonNode newest = where.console().get(PATH);
        var screen = new Screen();
        if (json) {
            screen.done(newest.toString());
        } else {
            newest.forEach(one -> screen.done(line(one)));
        }
        return 0;
    }

    private static String line(JsonNode one) {
        return String.format(
                Locale.ROOT,
                "%s %s %-9s %,d of %,d of %s",
                one.path("id").asString(),
                one.path("requested_at").asString(),
                one.path("status").asString(),
                one.path("records_done").asLong(),
                one.path("records_total").asLong(),
                one.path("topic").asString());
    }

    /** Something about one. */
    abstract static class One extends Asking {

        @Parameters(paramLabel = "ID", description = "The replay, as the list says.")
        String id = "";

        String path() {
            return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
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
