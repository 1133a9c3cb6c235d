package dev.waybill.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SampleTest {

    private static final Instant NOW = Instant.parse("2026-03-18T15:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "in-transit, Tracker, in_transit",
        "delivered, Tracker, delivered",
        "delivered-late, Tracker, delivered",
        "lost, Tracker, failure",
        "returned, Tracker, return_to_sender",
        "refunded, Refund, refunded",
        "re-invoiced, ShipmentInvoice, settled"
    })
    void endsAsItSays(String name, String object, String status) {
        for (long seed = 1; seed <= 20; seed++) {
            JsonNode last = results(name, seed).stream()
                    .filter(result -> result.path("object").asString().equals(object))
                    .max(Comparator.comparing(
                            result -> result.path("updated_at").asString()))
                    .orElseThrow();
            assertThat(last.path("status").asString()).as("seed %d", seed).isEqualTo(status);
        }
    }

    @Test
    void theSameSeedTellsTheSame() {
        assertThat(results("lost", 7)).isEqualTo(results("lost", 7));
    }

    @Test
    void aQuoteIsNothingButAShipment() {
        assertThat(results("quote", 1)).isEmpty();
        assertThat(Emission.of(Sample.QUOTE, 1, NOW).size()).isOne();
    }

    @Test
    void isOfTheTestMode() {
        for (Sample sample : Sample.values()) {
            Emission emission = Simulator.sample(sample, 3, NOW);
            assertThat(emission.messages()).allSatisfy(message -> {
                JsonNode body = message instanceof Message.Webhook webhook
                        ? webhook.event()
                        : ((Message.PostedShipment) message).shipment();
                assertThat(body.findValuesAsString("mode")).isNotEmpty().containsOnly("test");
            });
        }
    }

    @Test
    void eachHasAName() {
        assertThat(Sample.names())
                .hasSize(Sample.values().length)
                .allSatisfy(name -> assertThat(Sample.named(name)).isPresent());
        assertThat(Sample.named("stolen")).isEmpty();
    }

    private static List<JsonNode> results(String name, long seed) {
        return Simulator.sample(Sample.named(name).orElseThrow(), seed, NOW).messages().stream()
                .filter(Message.Webhook.class::isInstance)
                .map(message -> ((Message.Webhook) message).event().path("result"))
                .toList();
    }
}
