package dev.waybill.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.schemas.places.Place;
import dev.waybill.schemas.places.Places;
import dev.waybill.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SimulatorTest {

    private static final Instant NOW = Instant.parse("2026-03-18T15:04:05Z");
    private static final List<Message> MESSAGES = Simulator.messages(7, 300, NOW);

    @Test
    void theSameSeedTellsTheSame() {
        assertThat(text(Simulator.messages(7, 300, NOW))).isEqualTo(text(MESSAGES));
    }

    @Test
    void anotherSeedTellsAnotherStory() {
        assertThat(text(Simulator.messages(8, 300, NOW))).doesNotContainAnyElementsOf(text(MESSAGES));
    }

    @Test
    void everyShipmentSaysThatItIsSimulated() {
        assertThat(shipments())
                .hasSize(300)
                .allSatisfy(
                        shipment -> assertThat(Json.text(shipment, "reference")).startsWith("simulated-"));
    }

    @Test
    void itHasTheFieldsOfARealShipment() {
        ObjectNode real = Recordings.lines("shipments.ndjson").stream()
                .map(Json::read)
                .filter(shipment -> shipment.path("tracker").isObject()
                        && shipment.path("customs_info").isObject())
                .findFirst()
                .orElseThrow();
        ObjectNode simulated = shipments()
                .filter(shipment -> shipment.path("tracker").isObject()
                        && shipment.path("customs_info").isObject())
                .findFirst()
                .orElseThrow();
        for (String part : List.of(
                "/to_address",
                "/parcel",
                "/customs_info",
                "/customs_info/customs_items/0",
                "/rates/0",
                "/selected_rate",
                "/fees/0",
                "/tracker/carrier_detail",
                "/tracker",
                "")) {
            assertThat(names(simulated.at(part))).as(part).containsAll(names(real.at(part)));
        }
    }

    @Test
    void fiveCarriersBringParcelsAtHomeAndAbroad() {
        assertThat(shipments()
                        .map(shipment -> Json.text(shipment.path("selected_rate"), "carrier"))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("USPS", "UPS", "FedEx", "DHLExpress", "CanadaPost");
        assertThat(shipments()
                        .filter(shipment -> shipment.path("customs_info").isObject())
                        .count())
                .isBetween(40L, 130L);
    }

    @Test
    void threeToTwelveRatesAreOffered() {
        assertThat(shipments())
                .allSatisfy(
                        shipment -> assertThat(shipment.path("rates").size()).isBetween(3, 12));
    }

    @Test
    void someAreLateLostReturnedRefundedAndInvoicedAgain() {
        assertThat(events().map(event -> Json.text(event, "description")).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "tracker.created",
                        "tracker.updated",
                        "refund.successful",
                        "insurance.purchased",
                        "shipment.invoice.created",
                        "shipment.invoice.updated");
        assertThat(events().map(event -> Json.text(event.path("result"), "status"))
                        .collect(Collectors.toSet()))
                .contains("pre_transit", "in_transit", "out_for_delivery", "delivered", "return_to_sender", "failure");
    }

    @Test
    void nothingIsToldBeforeItHappens() {
        assertThat(MESSAGES)
                .allSatisfy(message -> assertThat(message.at()).isBetween(NOW.minus(Duration.ofDays(31)), NOW));
        assertThat(events())
                .allSatisfy(event -> assertThat(Instant.parse(Json.text(event.path("result"), "updated_at")))
                        .isBeforeOrEqualTo(NOW));
    }

    @Test
    void eachTellingOfATrackerHasTheWholeHistoryInOrder() {
        assertThat(events().filter(event -> Json.text(event, "description").startsWith("tracker.")))
                .allSatisfy(event -> {
                    JsonNode scans = event.path("result").path("tracking_details");
                    assertThat(Json.text(scans.path(0), "status_detail")).isEqualTo("label_created");
                    assertThat(Json.text(scans.path(scans.size() - 1), "status"))
                            .isEqualTo(Json.text(event.path("result"), "status"));
                });
    }

    @Test
    void scansHappenOneAfterTheOther() {
        Dice dice = new Dice(new java.util.SplittableRandom(1));
        for (Fate fate : Fate.values()) {
            for (Offer offer :
                    Offer.between(Site.warehouses("US").get(0), Site.homes("US").get(9))) {
                for (int i = 0; i < 50; i++) {
                    var route = new Journey.Route(
                            Site.warehouses("US").get(i % 6),
                            Site.homes("US").get(i % 49),
                            NOW.minus(Duration.ofHours(i)));
                    assertThat(Journey.of(dice, fate, offer, route))
                            .isSortedAccordingTo(java.util.Comparator.comparing(Scan::at));
                }
            }
        }
    }

    @Test
    void everyPlaceIsOnTheMap() {
        Stream.of(Site.homes("US"), Site.abroad("US"), Site.warehouses("US"), Site.warehouses("CA"))
                .flatMap(List::stream)
                .forEach(site -> assertThat(
                                Places.bundled().find(new Place(site.city(), site.state(), site.zip(), site.country())))
                        .as(site.city())
                        .isPresent());
    }

    private static Stream<ObjectNode> shipments() {
        return MESSAGES.stream()
                .filter(Message.PostedShipment.class::isInstance)
                .map(message -> ((Message.PostedShipment) message).shipment());
    }

    private static Stream<ObjectNode> events() {
        return MESSAGES.stream()
                .filter(Message.Webhook.class::isInstance)
                .map(message -> ((Message.Webhook) message).event());
    }

    private static List<String> text(List<Message> messages) {
        return messages.stream()
                .map(message -> new String(
                        Json.bytes(
                                message instanceof Message.Webhook webhook
                                        ? webhook.event()
                                        : ((Message.PostedShipment) message).shipment()),
                        StandardCharsets.UTF_8))
                .toList();
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }
}
