package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import dev.waybill.standalone.remote.Where;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "subscriptions",
        description =
                "List who is told of events by webhook, in a chat or by e-mail; with a command, do something about one.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            SubscriptionsCommand.Create.class,
            SubscriptionsCommand.Show.class,
            SubscriptionsCommand.Attempts.class,
            SubscriptionsCommand.Test.class,
            SubscriptionsCommand.Redeliver.class,
            SubscriptionsCommand.Rotate.class,
            SubscriptionsCommand.Enable.class,
            SubscriptionsCommand.Disable.class,
            SubscriptionsCommand.Delete.class
        })
final class SubscriptionsCommand implements Callable<Integer> {

    private static final String PATH = "/v1/subscriptions";

    @Option(names = "--json", description = "Print JSON, and nothing else.")
    boolean json;

    @Mixin
    Where where = new Where();

    @Mixin
    Help help = new Help();

    @Override
    public Integer call() throws InterruptedException {
        JsonNode all = where.console().get(PATH);
        var screen = new Screen();
        if (json) {
            screen.done(all.toString());
        } else {
            all.forEach(one -> screen.done(line(one)));
        }
        return 0;
    }

    private static String line(JsonNode one) {
        String types = StreamSupport.stream(one.path("event_types").spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining(","));
        return String.format(
                Locale.ROOT,
                "%s %-8s %-8s %s %s",
                one.path("id").asString(),
                one.path("kind").asString(),
                one.path("enabled").asBoolean() ? "enabled" : "disabled",
                one.path("url").asString(),
                types);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    /** Something done about subscriptions, whose answer is printed. */
    abstract static class Asking implements Callable<Integer> {

        @Option(names = "--json", description = "Print JSON on one line, and nothing else.")
        boolean json;

        @Mixin
        Where where = new Where();

        @Mixin
        Help help = new Help();

        abstract JsonNode ask(Console console) throws InterruptedException;

        @Override
        public Integer call() throws InterruptedException {
            JsonNode answer = ask(where.console());
            new Screen().done(json ? answer.toString() : answer.toPrettyString());
            return isDone(answer) ? 0 : 1;
        }

        boolean isDone(JsonNode answer) {
            return true;
        }
    }

    /** Something done about one. */
    abstract static class AskingOne extends Asking {

        @Parameters(paramLabel = "ID", description = "The subscription, as the list says.")
        String id = "";

        String path() {
            return PATH + "/" + encoded(id);
        }
    }

    @Command(name = "create", description = "Make one, and print its secret, which is never told again.")
    static final class Create extends Asking {

        @Option(
                names = "--url",
                paramLabel = "URL",
                required = true,
                description = "Where events are posted to, or mailto:somebody@example.com.")
        String url = "";

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                split = ",",
                description = "What is told: tracking, status, shipment, attention, carrier-performance, ...")
        List<String> types = List.of();

        @Option(names = "--kind", paramLabel = "KIND", description = "webhook, slack for a chat, or email.")
        @Nullable
        String kind;

        @Option(names = "--shipment", paramLabel = "ID", description = "Only of this shipment.")
        @Nullable
        String shipment;

        @Option(names = "--carrier", paramLabel = "NAME", description = "Only of this carrier.")
        @Nullable
        String carrier;

        @Option(names = "--mode", paramLabel = "MODE", description = "Only in this mode of EasyPost's.")
        @Nullable
        String mode;

        @Option(names = "--rate", paramLabel = "N", description = "So many deliveries a second at most.")
        @Nullable
        Integer rate;

        @Option(names = "--digest", paramLabel = "PERIOD", description = "daily or weekly: of kind slack and email.")
        @Nullable
        String digest;

        @Option(names = "--from", paramLabel = "TIME", description = "From the events of this time on.")
        @Nullable
        String from;

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            var request = new LinkedHashMap<String, @Nullable Object>();
            request.put("url", url);
            request.put("event_types", types);
            request.put("kind", kind);
            var filter = new LinkedHashMap<String, @Nullable Object>();
            filter.put("shipment_id", shipment);
            filter.put("carrier", carrier);
            filter.put("mode", mode);
            request.put("filter", filter);
            request.put("rate", rate);
            request.put("digest", digest);
            request.put("from", from);
            return console.post(PATH, request);
        }
    }

    @Command(name = "show", description = "Show one, how much is pending and since when it fails.")
    static final class Show extends AskingOne {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.get(path());
        }
    }

    @Command(name = "attempts", description = "Show what was sent last, and what came back.")
    static final class Attempts extends AskingOne {

        @Option(names = "--outcome", paramLabel = "OUTCOME", description = "Only delivered, failed or given_up ones.")
        @Nullable
        String outcome;

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.get(path() + "/attempts" + (outcome == null ? "" : "?outcome=" + encoded(outcome)));
        }
    }

    @Command(name = "test", description = "Send a ping, and show what comes back. Exit code 1 when it is not taken.")
    static final class Test extends AskingOne {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/test", Map.of());
        }

        @Override
        boolean isDone(JsonNode answer) {
            return answer.path("accepted").asBoolean();
        }
    }

    @Command(name = "redeliver", description = "Tell something once more: one message, or what came in a time.")
    static final class Redeliver extends AskingOne {

        @Option(names = "--message", paramLabel = "ID", description = "The webhook-id of one that was sent.")
        @Nullable
        String message;

        @Option(names = "--from", paramLabel = "TIME", description = "The first.")
        @Nullable
        String from;

        @Option(names = "--to", paramLabel = "TIME", description = "The end; without it, now.")
        @Nullable
        String to;

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            var request = new LinkedHashMap<String, @Nullable Object>();
            request.put("message", message);
            request.put("from", from);
            request.put("to", to);
            return console.post(path() + "/redeliveries", request);
        }
    }

    @Command(name = "rotate", description = "Make a new secret; the one before signs too for a day.")
    static final class Rotate extends AskingOne {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/secret", Map.of());
        }
    }

    @Command(name = "enable", description = "Go on where it was, or from another time.")
    static final class Enable extends AskingOne {

        @Option(names = "--from", paramLabel = "TIME", description = "Leave out what was before: a time, or now.")
        @Nullable
        String from;

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/enable" + (from == null ? "" : "?from=" + encoded(from)), Map.of());
        }
    }

    @Command(name = "disable", description = "Send nothing until it is enabled.")
    static final class Disable extends AskingOne {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/disable", Map.of());
        }
    }

    @Command(name = "delete", description = "Delete one, and what is pending of it.")
    static final class Delete implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "The subscription, as the list says.")
        String id = "";

        @Mixin
        Where where = new Where();

        @Mixin
        Help help = new Help();

        @Override
        public Integer call() throws InterruptedException {
            where.console().delete(PATH + "/" + encoded(id));
            return 0;
        }
    }
}
