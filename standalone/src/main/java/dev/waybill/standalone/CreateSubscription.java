package dev.waybill.standalone;

import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.remote.Console;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "create", description = "Make one, and print its secret, which is never told again.")
final class CreateSubscription extends Asking {

    @Mixin
    SubscriptionSettings settings = new SubscriptionSettings();

    @Option(names = "--kind", paramLabel = "KIND", description = "webhook, slack for a chat, or email.")
    @Nullable
    String kind;

    @Option(names = "--from", paramLabel = "TIME", description = "From the events of this time on.")
    @Nullable
    String from;

    @Override
    void check() {
        if (settings.url == null) {
            throw Problem.badUsage("Missing required option: '--url=URL'");
        }
    }

    @Override
    JsonNode ask(Console console) throws InterruptedException {
        Map<String, @Nullable Object> request = settings.request();
        request.putIfAbsent("event_types", List.of());
        if (kind != null) {
            request.put("kind", kind);
        }
        if (from != null) {
            request.put("from", from);
        }
        return console.post(SubscriptionsCommand.PATH, request);
    }
}
