package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "create", description = "Make one, and print its secret, which is never told again.")
final class CreateSubscription extends Asking {

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
        return console.post(SubscriptionsCommand.PATH, request);
    }
}
