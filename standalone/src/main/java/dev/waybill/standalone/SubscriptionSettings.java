package dev.waybill.standalone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a subscriber is told, and where: options of several commands. */
final class SubscriptionSettings {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where events are posted to, or mailto:somebody@example.com.")
    @Nullable
    String url;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "What is told: tracking, status, shipment, attention, carrier-performance, ...")
    @Nullable
    List<String> types;

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

    /** Returns what was given. The filter is told whole, when any of it is. */
    Map<String, @Nullable Object> request() {
        var request = new LinkedHashMap<String, @Nullable Object>();
        request.put("url", url);
        request.put("event_types", types);
        request.put("rate", rate);
        request.put("digest", digest);
        var filter = new LinkedHashMap<String, @Nullable Object>();
        filter.put("shipment_id", shipment);
        filter.put("carrier", carrier);
        filter.put("mode", mode);
        if (shipment != null || carrier != null || mode != null) {
            request.put("filter", filter);
        }
        request.values().removeIf(value -> value == null);
        return request;
    }
}
