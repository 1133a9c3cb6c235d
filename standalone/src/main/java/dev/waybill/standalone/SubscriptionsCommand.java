package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "subscriptions",
        description =
                "List who is told of events by webhook, in a chat or by e-mail; with a command, do something about one.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            CreateSubscription.class,
            SubscriptionsCommand.Change.class,
            SubscriptionsCommand.Show.class,
            SubscriptionsCommand.Attempts.class,
            SubscriptionsCommand.Test.class,
            SubscriptionsCommand.Redeliver.class,
            SubscriptionsCommand.Rotate.class,
            SubscriptionsCommand.Enable.class,
            SubscriptionsCommand.Disable.class,
            SubscriptionsCommand.Delete.class
        })
final class SubscriptionsCommand extends Asking {

    static final String PATH = "/v1/subscriptions";

    @Override
    JsonNode ask(Console console) throws InterruptedException {
        return console.get(PATH);
    }

    @Override
    String text(JsonNode all) {
        return StreamSupport.stream(all.spliterator(), false)
                .map(SubscriptionsCommand::line)
                .collect(Collectors.joining("\n"));
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

    /** Something done about one. */
    abstract static class One extends AskingOne {

        One() {
            super(PATH);
        }
    }

    @Command(
            name = "change",
            description = "Change what one is told, or where. What is not named stays; of a filter all is named.")
    static final class Change extends One {

        @Mixin
        SubscriptionSettings settings = new SubscriptionSettings();

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.patch(path(), settings.request());
        }
    }

    @Command(name = "show", description = "Show one, how much is pending and since when it fails.")
    static final class Show extends One {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.get(path());
        }
    }

    @Command(name = "attempts", description = "Show what was sent last, and what came back.")
    static final class Attempts extends One {

        @Option(names = "--outcome", paramLabel = "OUTCOME", description = "Only delivered, failed or given_up ones.")
        @Nullable
        String outcome;

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.get(path() + "/attempts" + (outcome == null ? "" : "?outcome=" + Console.encoded(outcome)));
        }
    }

    @Command(name = "test", description = "Send a ping, and show what comes back. Exit code 1 when it is not taken.")
    static final class Test extends One {

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
    static final class Redeliver extends One {

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
    static final class Rotate extends One {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/secret", Map.of());
        }
    }

    @Command(name = "enable", description = "Go on where it was, or from another time.")
    static final class Enable extends One {

        @Option(names = "--from", paramLabel = "TIME", description = "Leave out what was before: a time, or now.")
        @Nullable
        String from;

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/enable" + (from == null ? "" : "?from=" + Console.encoded(from)), Map.of());
        }
    }

    @Command(name = "disable", description = "Send nothing until it is enabled.")
    static final class Disable extends One {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            return console.post(path() + "/disable", Map.of());
        }
    }

    @Command(name = "delete", description = "Delete one, and what is pending of it.")
    static final class Delete extends One {

        @Override
        JsonNode ask(Console console) throws InterruptedException {
            console.delete(path());
            return JsonMapper.shared().createObjectNode().put("id", id);
        }

        @Override
        String text(JsonNode deleted) {
            return "";
        }
    }
}
