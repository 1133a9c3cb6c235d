package dev.waybill.benchmarks.torture.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.benchmarks.torture.oracle.Content;
import dev.waybill.benchmarks.torture.oracle.Oracle;
import dev.waybill.benchmarks.torture.parcels.Parcels;
import dev.waybill.benchmarks.torture.parcels.Webhook;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ComparisonTest {

    private final Content expected = content();
    private final Map<String, SortedMap<String, ObjectNode>> tables = content().tables();

    private SortedMap<String, ObjectNode> scans = new TreeMap<>();
    private SortedMap<String, ObjectNode> carriers = new TreeMap<>();

    @BeforeEach
    void take() {
        scans = tables.getOrDefault("shipment_events", scans);
        carriers = tables.getOrDefault("carrier_performance", carriers);
    }

    @Test
    void theSameIsEqual() {
        Comparison comparison = Comparison.of(expected, tables);

        assertThat(comparison.isEqual()).isTrue();
        assertThat(comparison.cells()).isGreaterThan(1_000);
    }

    @Test
    void aRowThatIsNotThereIsLost() {
        scans.remove(scans.firstKey());

        assertThat(Comparison.of(expected, tables))
                .satisfies(comparison -> assertThat(comparison.lost()).isEqualTo(1))
                .satisfies(comparison -> assertThat(comparison.isEqual()).isFalse());
    }

    @Test
    void aRowTooManyIsDoubled() {
        scans.put(scans.firstKey() + " again, row 2", first(scans));

        assertThat(Comparison.of(expected, tables).doubled()).isEqualTo(1);
    }

    @Test
    void aShipmentCountedTwiceIsDoubledAndItsCellWrong() {
        ObjectNode row = first(carriers);
        row.put("total_shipments", row.path("total_shipments").longValue() + 1);

        Comparison comparison = Comparison.of(expected, tables);

        assertThat(comparison.doubled()).isEqualTo(1);
        assertThat(comparison.wrong()).isEqualTo(1);
        assertThat(comparison.differences()).singleElement().asString().contains("total_shipments: is ");
    }

    @Test
    void aSpoiltCellIsTold() {
        first(scans).put("message", "spoilt");

        assertThat(Comparison.of(expected, tables).differences())
                .singleElement()
                .asString()
                .contains(scans.firstKey(), "message: is spoilt");
    }

    @Test
    void timesAndNumbersAreComparedByWhatTheyMean() {
        ObjectNode scan = first(scans);
        String at = scan.path("event_datetime").stringValue();
        scan.put("event_datetime", at.replace("Z", "+00:00"));

        assertThat(Comparison.of(expected, tables).isEqual()).isTrue();
    }

    private static ObjectNode first(SortedMap<String, ObjectNode> rows) {
        return Objects.requireNonNull(rows.get(rows.firstKey()));
    }

    private static Content content() {
        return Oracle.content(Parcels.webhooks(3, 20, Instant.parse("2026-03-18T00:00:00Z")).stream()
                .map(Webhook::body)
                .toList());
    }
}
