package dev.waybill.ingest.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.TrackingEvent;
import dev.waybill.testkit.Recordings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShipmentMappingTest {

    private static final List<String> SHIPMENTS = Recordings.lines("shipments.ndjson");

    @Test
    void boughtShipmentIsToldWhole() {
        List<TypedEvent> events = Told.posted(SHIPMENTS.get(0));

        ShipmentEvent event = Told.only(ShipmentEvent.class, events);
        assertThat(event.getShipmentId()).isEqualTo("shp_0026d858518c4c5ebf88744ba83cd211");
        assertThat(event.getKind()).isEqualTo(ShipmentEventKind.TOLD);
        assertThat(event.getVersion().getUpdatedAt()).isEqualTo("2024-08-16T16:00:01Z");
        // insured, three fees, labelled, purchased, created
        assertThat(event.getVersion().getRank()).isEqualTo((1 << 19) + (3 << 3) + 4 + 2 + 1);
        Shipment shipment = event.getShipment();
        assertThat(shipment.getTrackerId()).isEqualTo("trk_e1e6194b3959424bab788264ab5980b0");
        assertThat(shipment.getTrackingCode()).isEqualTo("9400100105807076063447");
        assertThat(shipment.getUspsZone()).isEqualTo(4);
        assertThat(shipment.getInsurance()).isEqualTo(new BigDecimal("50.00000"));
        assertThat(shipment.getSelectedRate().getRate()).isEqualTo(new BigDecimal("5.93000"));
        assertThat(shipment.getSelectedRate().getDeliveryDays()).isEqualTo(3);
        assertThat(shipment.getSelectedRate().getExtra()).isNull();
        assertThat(shipment.getFees()).extracting("type").containsExactly("LabelFee", "PostageFee", "InsuranceFee");
        assertThat(shipment.getParcel().getWeight()).isEqualByComparingTo("15.4");
        assertThat(shipment.getPostageLabel().getLabelDate()).isEqualTo("2024-08-16T16:00:01Z");
        assertThat(shipment.getOptions())
                .isEqualTo("{\"date_advance\":0.0,\"currency\":\"USD\",\"payment\":{\"type\":\"SENDER\"}}");
        assertThat(shipment.getFromAddress())
                .isEqualTo(new AddressSummary(
                        "adr_97e698eb5be811efbac13cecef1b359e", "Redondo Beach", "CA", "902", "US", null));
        assertThat(shipment.getBuyerAddress().getResidential()).isTrue();
        assertThat(shipment.getExtra())
                .isEqualTo("{\"postage_label\":{\"date_advance\":0.0,\"integrated_form\":\"none\"}}");
    }

    @Test
    void itsTrackerAndItsPeopleAreToldApart() {
        List<TypedEvent> events = Told.posted(SHIPMENTS.get(0));

        assertThat(events)
                .extracting(TypedEvent::topic)
                .containsExactly(
                        "shipment-events", "personal-data", "tracking-events", "personal-data", "personal-data");
        assertThat(Told.only(TrackingEvent.class, events).getShipmentId())
                .isEqualTo("shp_0026d858518c4c5ebf88744ba83cd211");
        List<PersonalData> people = Told.of(PersonalData.class, events);
        assertThat(people.get(0).getObject()).isEqualTo(PersonalObject.SHIPMENT);
        assertThat(people.get(0).getDocuments()).startsWith("{\"postage_label.label_url\":\"https://easypost-files.");
        assertThat(people.get(0).getOther()).isNull();
        PersonalData buyer = people.stream()
                .filter(person -> person.getId().equals("adr_97e37ace5be811ef8be1ac1f6bc539aa"))
                .findFirst()
                .orElseThrow();
        assertThat(buyer.getName()).isEqualTo("JACK SPARROW");
        assertThat(buyer.getStreet1()).isEqualTo("388 TOWNSEND ST APT 20");
        assertThat(buyer.getZip()).isEqualTo("94107-1670");
        assertThat(buyer.getEmail()).isEqualTo("TEST@EXAMPLE.COM");
        assertThat(buyer.getVersion().getUpdatedAt()).isEqualTo("2024-08-16T16:00:01Z");
        assertThat(buyer.getVerifications()).contains("37.77551");
        assertThat(buyer.getOther()).isNull();
        assertThat(buyer.getShipmentId()).isNull();
    }

    @Test
    void customsSignerAndTaxIdentifiersArePersonal() {
        String international = SHIPMENTS.stream()
                .filter(body -> body.contains("\"Steve Brule\""))
                .findFirst()
                .orElseThrow();

        List<TypedEvent> events = Told.posted(international);

        ShipmentEvent event = Told.only(ShipmentEvent.class, events);
        assertThat(event.getShipment().getCustomsInfo().getEelPfc()).isEqualTo("NOEEI 30.37(a)");
        assertThat(event.getShipment().getCustomsInfo().getCustomsItems()).hasSize(1);
        assertThat(event.getShipment().getCustomsInfo().getCustomsItems().get(0).getValue())
                .isEqualByComparingTo("23.25");
        PersonalData signer = Told.of(PersonalData.class, events).get(0);
        assertThat(signer.getCustomsSigner()).isEqualTo("Steve Brule");
        assertThat(signer.getCustomsInfoId())
                .isEqualTo(event.getShipment().getCustomsInfo().getId());

        List<TypedEvent> taxed = SHIPMENTS.stream()
                .filter(body -> body.contains("\"IOSS\""))
                .map(Told::posted)
                .findFirst()
                .orElseThrow();
        assertThat(Told.of(PersonalData.class, taxed))
                .extracting(PersonalData::getTaxIds)
                .filteredOn(ids -> ids != null)
                .singleElement()
                .asString()
                .contains("\"HIDDEN\"");
    }

    @Test
    void dateOfARateIsTheOneWritten() {
        assertThat(SHIPMENTS.stream()
                        .flatMap(body ->
                                Told.only(ShipmentEvent.class, Told.posted(body)).getShipment().getRates().stream())
                        .filter(rate -> "2024-09-18T23:00:00Z".equals(rate.getDeliveryDateTold())))
                .hasSize(32)
                .allSatisfy(rate -> assertThat(rate.getDeliveryDate()).isEqualTo(LocalDate.of(2024, 9, 18)));
    }

    @Test
    void everyRecordedShipmentIsOneShipmentEvent() {
        assertThat(SHIPMENTS)
                .hasSize(30)
                .allSatisfy(body -> assertThat(Told.of(ShipmentEvent.class, Told.posted(body)))
                        .singleElement()
                        .extracting(ShipmentEvent::getKind)
                        .isEqualTo(ShipmentEventKind.TOLD));
    }

    @Test
    void rankOrdersWhatSharesAnUpdatedAt() {
        List<String> inOrder = List.of(
                "",
                "\"tracking_code\":\"1\",",
                "\"tracking_code\":\"1\",\"postage_label\":{\"id\":\"pl_1\"},",
                "\"fees\":[{\"type\":\"LabelFee\"}],",
                "\"fees\":[{\"type\":\"LabelFee\"},{\"type\":\"PostageFee\"}],",
                "\"insurance\":\"50.00\",",
                "\"refund_status\":\"submitted\",",
                "\"refund_status\":\"refunded\",");

        assertThat(inOrder.stream()
                        .map(fields -> "{\"object\":\"Shipment\"," + fields
                                + "\"id\":\"shp_1\",\"updated_at\":\"2025-01-01T00:00:00Z\"}")
                        .map(body -> Told.only(ShipmentEvent.class, Told.posted(body))
                                .getVersion()
                                .getRank()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void whatDoesNotFitIsKept() {
        String body = """
                {"object":"Shipment","id":"shp_1","updated_at":"2025-01-01T00:00:00Z","insurance":"1000000000000000",
                 "usps_zone":2.5,"rates":{"odd":1},"parcel":{"weight":3,"name":"box"},"wormhole":"yes",
                 "from_address":{"id":"adr_1","country":"Utopia","street1":"Lane 1"},
                 "to_address":{"city":"Rome","street1":"Via 2","zip":"00100"},
                 "tracker":{"id":"trk_1","object":"Tracker","signed_by":"X Y"}}""";

        List<TypedEvent> events = Told.posted(body);

        Shipment shipment = Told.only(ShipmentEvent.class, events).getShipment();
        assertThat(shipment.getInsurance()).isNull();
        assertThat(shipment.getUspsZone()).isNull();
        assertThat(shipment.getToAddress()).isNull();
        assertThat(shipment.getExtra())
                .isEqualTo("{\"insurance\":\"1000000000000000\",\"usps_zone\":2.5,\"rates\":{\"odd\":1},"
                        + "\"parcel\":{\"weight\":3},\"wormhole\":\"yes\","
                        + "\"to_address\":{\"city\":\"Rome\"},\"tracker\":{\"id\":\"trk_1\",\"object\":\"Tracker\"},"
                        + "\"from_address\":{\"country\":\"Utopia\"}}");
        PersonalData cut = Told.of(PersonalData.class, events).get(0);
        assertThat(cut.getOther())
                .isEqualTo("{\"parcel.name\":\"box\",\"to_address.street1\":\"Via 2\",\"to_address.zip\":\"00100\","
                        + "\"tracker.signed_by\":\"X Y\"}");
        PersonalData address = Told.of(PersonalData.class, events).get(1);
        assertThat(address.getId()).isEqualTo("adr_1");
        assertThat(address.getCountry()).isNull();
        assertThat(address.getOther()).isEqualTo("{\"country\":\"Utopia\"}");
        assertThat(address.getVersion().getUpdatedAt()).isEqualTo("2025-01-01T00:00:00Z");
    }

    @Test
    void trackersAndAddressesAreKnownByTheirFieldsToo() {
        String body = """
                {"object":"Shipment","id":"shp_1","updated_at":"2025-01-01T00:00:00Z",
                 "tracker":{"id":"t-1","updated_at":"2025-01-01T00:00:00Z","mood":"good"},
                 "to_address":{"id":"a-1","city":"Rome","name":"Jane Roe","floor":3}}""";

        List<TypedEvent> events = Told.posted(body);

        Shipment shipment = Told.only(ShipmentEvent.class, events).getShipment();
        assertThat(shipment.getTrackerId()).isEqualTo("t-1");
        assertThat(shipment.getExtra()).isNull();
        assertThat(Told.only(TrackingEvent.class, events).getTracker().getExtra())
                .isEqualTo("{\"mood\":\"good\"}");
        PersonalData address = Told.only(PersonalData.class, events);
        assertThat(address.getId()).isEqualTo("a-1");
        assertThat(address.getName()).isEqualTo("Jane Roe");
        assertThat(address.getOther()).isEqualTo("{\"floor\":3}");
    }

    @Test
    void shipmentThatIsNotWholeIsRefused() {
        assertThatThrownBy(() -> Told.posted("{\"object\":\"Shipment\",\"id\":\"shp_1\"}"))
                .hasMessage("no updated_at");
        assertThatThrownBy(() -> Told.posted("{\"object\":\"Shipment\",\"updated_at\":\"2025-01-01T00:00:00Z\"}"))
                .hasMessage("no id");
    }
}
