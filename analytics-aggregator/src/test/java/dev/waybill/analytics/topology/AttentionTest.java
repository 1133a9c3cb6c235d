package dev.waybill.analytics.topology;

import static dev.waybill.analytics.Shipments.delivered;
import static dev.waybill.analytics.Shipments.inTransit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attention by the newest snapshot and a clock that the test moves. */
@NullUnmarked
class AttentionTest {

    private static final LocalDate PROMISED = LocalDate.of(2024, 8, 2);
    private static final Instant SCAN = Instant.parse("2024-07-31T10:00:00Z");

    private final Driven driven = new Driven();

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void timeAloneRaisesAReasonOnceAndASnapshotWithdrawsIt() {
        driven.at("2024-08-01T00:00:00Z");
        driven.tell(promised("shp_1"));
        driven.at("2024-08-03T11:59:59Z");
        assertThat(driven.attention("LATE")).isEmpty();

        driven.at("2024-08-03T12:00:00Z");
        driven.at("2024-08-04T12:00:00Z");
        assertThat(driven.attention("LATE")).containsExactly("shp_1 LATE raised since 2024-08-03T12:00:00Z");

        driven.tell(promised("shp_1").setRevision(2).setTrackingUpdatesCount(4));
        assertThat(driven.attention("LATE")).as("the same still holds").isEmpty();

        driven.tell(delivered("shp_1", "9", false).setRevision(3));
        assertThat(driven.attention("LATE")).containsExactly("shp_1 LATE withdrawn since 2024-08-03T12:00:00Z");
        driven.tell(delivered("shp_1", "9", false).setRevision(3));
        driven.at("2025-01-01T00:00:00Z");
        assertThat(driven.attention("LATE")).isEmpty();
    }

    @Test
    void whatIsToldLateIsRaisedAtOnce() {
        driven.at("2024-09-01T00:00:00Z");
        driven.tell(promised("shp_1").setNewestScanAt(SCAN));

        assertThat(driven.attention())
                .containsExactly(
                        "shp_1 LATE raised since 2024-08-03T12:00:00Z",
                        "shp_1 STALLED raised since 2024-08-02T10:00:00Z",
                        "shp_1 PRESUMED_LOST raised since 2024-08-14T10:00:00Z");
    }

    @Test
    void aScanEndsAStandstillAndTheNextOneIsAnother() {
        driven.at("2024-08-01T00:00:00Z");
        driven.tell(inTransit("shp_1").setNewestScanAt(SCAN));
        driven.at("2024-08-02T10:00:00Z");
        assertThat(driven.attention()).containsExactly("shp_1 STALLED raised since 2024-08-02T10:00:00Z");

        driven.tell(inTransit("shp_1").setNewestScanAt(SCAN.plus(Duration.ofDays(2))));
        assertThat(driven.attention()).containsExactly("shp_1 STALLED withdrawn since 2024-08-02T10:00:00Z");
        driven.at("2024-08-04T10:00:00Z");
        assertThat(driven.attention()).containsExactly("shp_1 STALLED raised since 2024-08-04T10:00:00Z");
    }

    @Test
    void eachScanPutsAStandstillOff() {
        driven.at("2024-08-01T00:00:00Z");
        driven.tell(inTransit("shp_1").setNewestScanAt(SCAN));
        driven.tell(inTransit("shp_1").setNewestScanAt(SCAN.plus(Duration.ofHours(1))));
        driven.at("2024-08-02T10:00:00Z");
        driven.at("2024-08-02T10:59:59Z");
        assertThat(driven.attention()).isEmpty();
        driven.at("2024-08-02T11:00:00Z");
        assertThat(driven.attention()).containsExactly("shp_1 STALLED raised since 2024-08-02T11:00:00Z");
        driven.at("2024-08-14T11:00:00Z");
        assertThat(driven.attention()).containsExactly("shp_1 PRESUMED_LOST raised since 2024-08-14T11:00:00Z");
    }

    @Test
    void aTombstoneWithdrawsEverything() {
        driven.at("2024-09-01T00:00:00Z");
        driven.tell(promised("shp_1"));
        driven.tell("shp_1", null);

        assertThat(driven.attention("LATE"))
                .containsExactly(
                        "shp_1 LATE raised since 2024-08-03T12:00:00Z",
                        "shp_1 LATE withdrawn since 2024-08-03T12:00:00Z");
    }

    @Test
    void aCarriersGapsAreLearntFromWhatItDelivers() {
        driven.at("2024-08-01T00:00:00Z");
        for (int one = 0; one < 20; one++) {
            driven.tell(delivered("shp_" + one, "5", true)
                    .setLongestScanGapSeconds(
                            Duration.ofHours(one < 18 ? 72 : 500).toSeconds()));
        }
        assertThat(driven.sent(Topics.CARRIER_GAPS))
                .singleElement()
                .satisfies(gap -> assertThat(gap.key()).isEqualTo("USPS|Priority"));

        driven.tell(inTransit("shp_moving").setNewestScanAt(SCAN));
        driven.tell(inTransit("shp_other").setNewestScanAt(SCAN).setCarrier("UPS"));
        driven.at("2024-08-03T09:59:59Z");
        assertThat(driven.attention()).containsExactly("shp_other STALLED raised since 2024-08-02T10:00:00Z");
        driven.at("2024-08-03T10:00:00Z");
        assertThat(driven.attention()).containsExactly("shp_moving STALLED raised since 2024-08-03T10:00:00Z");
    }

    @Test
    void ofManyThatAreDueSomeAreRaisedAtOnceAndTheOthersNext() {
        try (var slow = new Driven(Handled.NOTHING, 3)) {
            slow.at("2024-08-01T00:00:00Z");
            for (int one = 0; one < 7; one++) {
                slow.tell(promised("shp_" + one));
            }
            slow.at("2024-08-03T12:00:00Z");
            assertThat(slow.attention("LATE")).hasSize(3);
            slow.at("2024-08-03T12:00:01Z");
            slow.at("2024-08-03T12:00:02Z");
            assertThat(slow.attention("LATE")).hasSize(4).doesNotHaveDuplicates();
        }
    }

    @Test
    void anEventHasAnIdThatSaysWhichItIs() {
        driven.at("2024-09-01T00:00:00Z");
        driven.tell(promised("shp_1"));

        var event = driven.sent(Topics.ATTENTION_EVENTS).get(0);
        assertThat(event.key()).isEqualTo("shp_1");
        assertThat(CloudEvent.idIn(event.headers())).isEqualTo("shp_1/attention/LATE/0/raised");
        assertThat(CloudEvent.typeIn(event.headers())).isEqualTo("dev.waybill.attention-events");
        assertThat(event.getRecordTime()).isEqualTo(Instant.parse("2024-09-01T00:00:00Z"));
    }

    @Test
    void aShipmentToldAgainByANewFoldIsWatchedAgain() {
        try (var anew = new Driven(new Handled(Map.of(0, 10L)))) {
            anew.at("2024-08-01T00:00:00Z");
            anew.tell(promised("shp_1"));
            anew.at("2024-08-03T12:00:00Z");
            assertThat(anew.attention("LATE")).containsExactly("shp_1 LATE raised since 2024-08-03T12:00:00Z");
        }
    }

    @Test
    void aBacklogRaisesNothingThatASnapshotFurtherOnTakesBack() {
        driven.at("2024-08-01T00:00:00Z");
        driven.tell(promised("shp_1"));
        // nothing ran for days, and what was told meanwhile is read now
        driven.clockTo("2024-08-10T00:00:00Z");
        driven.tellAt("2024-08-02T00:00:00Z", promised("shp_1").setRevision(2).setTrackingUpdatesCount(4));
        driven.at("2024-08-10T00:00:01Z");
        driven.tellAt("2024-08-03T09:00:00Z", delivered("shp_1", "2", true).setRevision(3));
        driven.tellAt("2024-08-03T09:00:00Z", promised("shp_2"));
        driven.at("2024-08-10T00:00:02Z");
        assertThat(driven.attention())
                .as("what was due when it was told, and nothing else")
                .containsExactly("shp_2 STALLED raised since 2024-08-02T10:00:00Z");

        driven.at("2024-08-10T00:00:10Z");
        assertThat(driven.attention("LATE")).containsExactly("shp_2 LATE raised since 2024-08-03T12:00:00Z");
    }

    private static ShipmentMetrics.Builder promised(String id) {
        return inTransit(id).setPromisedDate(PROMISED);
    }
}
