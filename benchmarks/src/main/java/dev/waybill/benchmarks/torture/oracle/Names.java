package dev.waybill.benchmarks.torture.oracle;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One name for a carrier and for its service, for the other names that the stream uses. */
final class Names {

    private static final Map<String, String> ALIASES =
            Map.of("UPSDAP", "UPS", "First-Class Package Service", "GroundAdvantage");

    private Names() {}

    static String carrier(JsonNode tracker, JsonNode rate) {
        return name(Read.any(Read.text(tracker, "carrier"), Read.text(rate, "carrier")));
    }

    static String service(JsonNode tracker, JsonNode rate) {
        return name(Read.any(Read.text(rate, "service"), Read.text(tracker.path("carrier_detail"), "service")));
    }

    private static String name(@Nullable String told) {
        return told == null ? "unknown" : ALIASES.getOrDefault(told, told);
    }
}
