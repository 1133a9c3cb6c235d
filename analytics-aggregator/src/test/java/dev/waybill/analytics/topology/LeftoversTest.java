package dev.waybill.analytics.topology;

import static dev.waybill.analytics.Shipments.inTransit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One shipment is counted, in {@link #USPS} and the three periods of its day; an older fold had it elsewhere. */
@NullUnmarked
class LeftoversTest {

    private static final String USPS = "production|USPS|Priority|2024-07-30";
    private static final byte[] OLD = {1};

    private final Driven driven = new Driven();

    @BeforeEach
    void count() {
        driven.tell(inTransit("shp_1"));
        driven.carriers();
        driven.summaries();
    }

    @AfterEach
    void stop() {
        driven.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"production|UPS|Ground|2024-07-30", "a key|of another|form", USPS + "|of|another", ""})
    void aCarriersRowThatNothingCountsGoes(String key) {
        write(Topics.CARRIER_PERFORMANCE, key, OLD, older());
        assertThat(driven.carriers()).containsOnlyKeys(key).containsEntry(key, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "production|daily|2024-07-31",
                "production|weekly|2024-07-30",
                "production|monthly|2024-08-01",
                "production|unknown|2024-07-30",
                "production|yearly|2024-01-01"
            })
    void aSummaryThatNothingCountsGoes(String key) {
        write(Topics.ANALYTICS_SUMMARIES, key, OLD, older());
        assertThat(driven.summaries()).containsOnlyKeys(key).containsEntry(key, null);
    }

    @Test
    void aCarriersRowThatIsCountedIsToldAgain() {
        write(Topics.CARRIER_PERFORMANCE, USPS, OLD, older());
        assertThat(driven.carriers().get(USPS).getTotalShipments()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily|2024-07-30", "weekly|2024-07-29", "monthly|2024-07-01"})
    void aSummaryThatIsCountedIsToldAgain(String period) {
        write(Topics.ANALYTICS_SUMMARIES, "production|" + period, OLD, older());
        assertThat(driven.summaries().get("production|" + period).getTotalShipments())
                .isOne();
    }

    @Test
    void rowsFromBeforeThereWereFoldsAreOlder() {
        write(Topics.CARRIER_PERFORMANCE, "gone", OLD, new RecordHeaders());
        assertThat(driven.carriers()).containsEntry("gone", null);
    }

    @Test
    void aTombstoneIsAnsweredOnlyWithARow() {
        write(Topics.CARRIER_PERFORMANCE, USPS, null, older());
        write(Topics.CARRIER_PERFORMANCE, "gone", null, older());
        assertThat(driven.carriers()).containsOnlyKeys(USPS).doesNotContainValue(null);
    }

    @Test
    void theAnswerIsOfThisFoldAndRowsOfItOrANewerOneAreLeftAlone() {
        write(Topics.CARRIER_PERFORMANCE, "gone", OLD, older());
        var answer = driven.sent(Topics.CARRIER_PERFORMANCE);
        assertThat(answer)
                .singleElement()
                .satisfies(row -> assertThat(RowHeaders.foldOf(row.headers())).isEqualTo(Driven.FOLD));
        write(Topics.CARRIER_PERFORMANCE, "own", OLD, answer.get(0).headers());
        write(Topics.CARRIER_PERFORMANCE, "newer", OLD, fold(Driven.FOLD + 1));
        assertThat(driven.sent(Topics.CARRIER_PERFORMANCE)).isEmpty();
    }

    private void write(String topic, String key, byte[] value, Headers headers) {
        driven.write(topic, new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, headers, 0L));
    }

    private static Headers older() {
        return fold(Driven.FOLD - 1);
    }

    private static Headers fold(int fold) {
        return new RecordHeaders().add(RowHeaders.FOLD, Integer.toString(fold).getBytes(StandardCharsets.UTF_8));
    }
}
