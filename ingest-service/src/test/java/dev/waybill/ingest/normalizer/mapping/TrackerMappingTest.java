package dev.waybill.ingest.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.Source;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.TrackingLocation;
import dev.waybill.testkit.Recordings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackerMappingTest {

    @Test
    void deliveredTrackerIsToldWithAllItsScans() {
        List<TypedEvent> events =
                Told.posted(Recordings.lines("trackers.ndjson").get(0));

        TrackingEvent event = Told.only(TrackingEvent.class, events);
        assertThat(event.getShipmentId()).isEqualTo("shp_a2950885f2f34a4fb453b95b4390acb9");
        assertThat(event.getEnvelope().getSource()).isEqualTo(Source.POSTED);
        assertThat(event.getEnvelope().getMode()).isEqualTo("test");
        assertThat(event.getEnvelope().getReceivedAt()).isEqualTo(Told.RECEIVED_AT);
        assertThat(event.getVersion().getUpdatedAt()).isEqualTo("2024-07-23T21:19:43Z");
        assertThat(event.getVersion().getNormalizerVersion()).isEqualTo(1);
        assertThat(event.getVersion().getRank()).isEqualTo(8);
        assertThat(event.getVersion().getNewestScanAt()).isEqualTo("2024-06-26T11:10:43Z");
        var tracker = event.getTracker();
        assertThat(tracker.getId()).isEqualTo("trk_08929df0b1904e21afc4dada3df5acdd");
        assertThat(tracker.getStatus()).isEqualTo("delivered");
        assertThat(tracker.getFinalized()).isTrue();
        assertThat(tracker.getWeight()).isNull();
        assertThat(tracker.getEstDeliveryDate()).isEqualTo(LocalDate.of(2024, 7, 23));
        assertThat(tracker.getEstDeliveryDateTold()).isEqualTo("2024-07-23T21:19:43Z");
        assertThat(tracker.getExtra()).isNull();
        assertThat(tracker.getCarrierDetail().getInitialDeliveryAttempt()).isEqualTo("2024-06-26T11:10:43Z");
        assertThat(tracker.getCarrierDetail().getDestinationTrackingLocation())
                .isEqualTo(new TrackingLocation("CHARLESTON", "SC", null, "29407"));
        assertThat(tracker.getTrackingDetails()).hasSize(8);
        assertThat(tracker.getTrackingDetails().get(1))
                .isEqualTo(new TrackingDetail(
                        Instant.parse("2024-06-24T09:56:43Z"),
                        "2024-06-24T09:56:43Z",
                        "pre_transit",
                        "status_update",
                        "Shipping Label Created",
                        "",
                        "USPS",
                        "",
                        new TrackingLocation("HOUSTON", "TX", null, "77063"),
                        null));
    }

    @Test
    void whoSignedIsInPersonalDataAlone() {
        List<TypedEvent> events =
                Told.posted(Recordings.lines("trackers.ndjson").get(0));

        PersonalData signer = Told.only(PersonalData.class, events);
        assertThat(signer.getId()).isEqualTo("trk_08929df0b1904e21afc4dada3df5acdd");
        assertThat(signer.getObject()).isEqualTo(PersonalObject.TRACKER);
        assertThat(signer.getShipmentId()).isEqualTo("shp_a2950885f2f34a4fb453b95b4390acb9");
        assertThat(signer.getSignedBy()).isEqualTo("John Tester");
        assertThat(signer.getOther()).isNull();
        assertThat(events.get(0).value().toString()).doesNotContain("John Tester");
    }

    @Test
    void trackerOfNoShipmentIsItsOwnKey() {
        TypedEvent event = Told.normalize(Recordings.bytes("event-body.json")).get(0);

        TrackingEvent tracking = (TrackingEvent) event.value();
        assertThat(event.topic()).isEqualTo("tracking-events");
        assertThat(event.key()).isEqualTo("trk_1");
        assertThat(event.timestamp()).isEqualTo(Told.RECEIVED_AT);
        assertThat(event.cloudEvent().id()).isEqualTo("evt_1/tracking.told/trk_1");
        assertThat(event.cloudEvent().type()).isEqualTo("dev.waybill.tracking.told");
        assertThat(event.cloudEvent().source()).isEqualTo("/waybill/ingest-service");
        assertThat(event.cloudEvent().time()).isEqualTo("2024-08-02T19:26:51Z");
        assertThat(tracking.getEnvelope().getEventId()).isEqualTo("evt_1");
        assertThat(tracking.getEnvelope().getEventType()).isEqualTo("tracker.updated");
        assertThat(tracking.getEnvelope().getAccount()).isEqualTo("user_1");
        assertThat(tracking.getEnvelope().getMode()).isEqualTo("production");
        assertThat(tracking.getTracker().getWeight()).isEqualByComparingTo("614.4");
        assertThat(tracking.getTracker().getCarrierDetail().getEstDeliveryDateLocal())
                .isEqualTo(LocalDate.of(2024, 8, 5));
    }

    @Test
    void sameTrackerHasTheSameVersionAloneAndEmbedded() {
        String tracker = """
                {"object":"Tracker","id":"trk_1","updated_at":"2025-01-01T00:00:00Z","weight":%s,%s"tracking_details":[]}""";
        String shipment = """
                {"object":"Shipment","id":"shp_1","updated_at":"2025-01-01T00:00:00Z","tracker":%s}""";

        TrackingEvent alone = Told.only(
                TrackingEvent.class, Told.webhook(Told.event("tracker.updated", tracker.formatted("16.0", ""))));
        TrackingEvent embedded = Told.only(
                TrackingEvent.class, Told.posted(shipment.formatted(tracker.formatted("16", "\"signed_by\":null,"))));

        assertThat(embedded.getVersion()).isEqualTo(alone.getVersion());
        assertThat(embedded.getShipmentId()).isEqualTo("shp_1");
        assertThat(alone.getShipmentId()).isEqualTo("trk_1");
    }

    @Test
    void shipmentAroundATrackerIsItsKeyWhateverTheTrackerSays() {
        String body = """
                {"object":"Shipment","id":"shp_1","updated_at":"2025-01-01T00:00:00Z",
                 "tracker":{"object":"Tracker","id":"trk_1","shipment_id":"shp_2","updated_at":"2025-01-01T00:00:00Z"}}""";

        assertThat(Told.only(TrackingEvent.class, Told.posted(body)).getShipmentId())
                .isEqualTo("shp_1");
    }

    @Test
    void whatCannotBeReadIsKeptAsTold() {
        String body = """
                {"object":"Tracker","id":"trk_1","updated_at":"2025-01-01 10:00:00","status":"teleported","weight":"heavy",
                 "est_delivery_date":"soon","created_at":"yesterday","finalized":"true","beamed":{"by":3.50,"name":"Scotty"},
                 "tracking_details":[7,{"datetime":"2025-01-01T08:00:00+02:00","message":12,"mood":"good"},{"datetime":"noon"}],
                 "fees":[{"type":"TrackerFee","amount":"0.02","charged":true,"refunded":false,"why":"so"}]}""";

        TrackingEvent event = Told.only(TrackingEvent.class, Told.webhook(body));

        var tracker = event.getTracker();
        assertThat(event.getVersion().getUpdatedAt()).isEqualTo("2025-01-01T10:00:00Z");
        assertThat(tracker.getStatus()).isEqualTo("teleported");
        assertThat(tracker.getWeight()).isNull();
        assertThat(tracker.getEstDeliveryDate()).isNull();
        assertThat(tracker.getEstDeliveryDateTold()).isEqualTo("soon");
        assertThat(tracker.getFinalized()).isTrue();
        assertThat(tracker.getExtra())
                .isEqualTo("{\"weight\":\"heavy\",\"created_at\":\"yesterday\",\"beamed\":{\"by\":3.50},"
                        + "\"fees\":[{\"why\":\"so\"}],\"tracking_details\":[7,{},{}]}");
        assertThat(tracker.getTrackingDetails()).hasSize(2);
        assertThat(tracker.getTrackingDetails().get(0).getDatetime()).isEqualTo("2025-01-01T06:00:00Z");
        assertThat(tracker.getTrackingDetails().get(0).getToldAs()).isEqualTo("2025-01-01T08:00:00+02:00");
        assertThat(tracker.getTrackingDetails().get(0).getMessage()).isEqualTo("12");
        assertThat(tracker.getTrackingDetails().get(0).getExtra()).isEqualTo("{\"mood\":\"good\"}");
        assertThat(tracker.getTrackingDetails().get(1).getDatetime()).isNull();
        assertThat(tracker.getTrackingDetails().get(1).getToldAs()).isEqualTo("noon");
    }

    @Test
    void updatedAtMoreThanADayAheadCountsAsReceivedAt() {
        String tracker = "{\"object\":\"Tracker\",\"id\":\"trk_1\",\"updated_at\":\"%s\"}";

        TrackingEvent far = Told.only(TrackingEvent.class, Told.webhook(tracker.formatted("9999-12-31T23:59:59Z")));
        TrackingEvent near = Told.only(TrackingEvent.class, Told.webhook(tracker.formatted("2025-06-21T10:00:00Z")));

        assertThat(far.getVersion().getUpdatedAt()).isEqualTo(Told.RECEIVED_AT);
        assertThat(far.getTracker().getUpdatedAt()).isEqualTo("9999-12-31T23:59:59Z");
        assertThat(near.getVersion().getUpdatedAt()).isEqualTo("2025-06-21T10:00:00Z");
    }

    @Test
    void trackerThatIsNotWholeIsRefused() {
        assertThatThrownBy(
                        () -> Told.webhook(Told.event("tracker.updated", "{\"object\":\"Tracker\",\"id\":\"trk_1\"}")))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("no updated_at");
        assertThatThrownBy(() -> Told.webhook("{\"object\":\"Tracker\",\"updated_at\":\"2025-01-01T00:00:00Z\"}"))
                .hasMessage("no id");
    }
}
