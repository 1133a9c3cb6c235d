package dev.waybill.tracking.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.wire.AvroJson;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.StrangeRecords;
import dev.waybill.tracking.metrics.DerivedColumns;
import dev.waybill.tracking.metrics.Metrics;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.Unstorable;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import tools.jackson.databind.JsonNode;

/** Events that keep to their schema and to nothing else: refused with a reason, or rows without what PostgreSQL cannot hold. */
class StrangeEventsTest {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final String KEY = "shp_1";

    @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
    void becomeRowsOrAreRefused(@ForAll long seed) {
        var random = new Random(seed);
        var strange = new StrangeRecords(random);
        ShipmentRow row = ShipmentRow.named(KEY);
        for (int i = random.nextInt(4); i >= 0; i--) {
            row = folded(
                    row, random.nextBoolean() ? strange.any(ShipmentEvent.class) : strange.any(TrackingEvent.class));
        }

        ShipmentMetrics metrics = Metrics.of(row, 1);

        assertThat(WIRE.decode(WIRE.encode("shipment-metrics", metrics), ShipmentMetrics.class))
                .isEqualTo(metrics);
        storable(RowJson.text(DerivedColumns.of(row)));
        storable(RowJson.array(Scans.of(row)));
    }

    @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
    void areTheSameFromTheirJson(@ForAll long seed) {
        ShipmentEvent told = Strip.record(
                        sent(new StrangeRecords(new Random(seed)).any(ShipmentEvent.class), ShipmentEvent.class))
                .value();

        String json = RowJson.text(AvroJson.write(told, Set.of()));

        storable(json);
        assertThat(AvroJson.read(RowJson.read(json), ShipmentEvent.class)).isEqualTo(told);
    }

    @Property
    void anyTextOfJsonIsStorable(@ForAll String json) {
        storable(RowJson.text(Objects.requireNonNull(RowJson.parsed(json))));
    }

    private static ShipmentRow folded(ShipmentRow row, SpecificRecordBase told) {
        try {
            told.put("shipment_id", KEY);
            return told instanceof ShipmentEvent event
                    ? Fold.apply(row, sent(event, ShipmentEvent.class))
                    : Fold.apply(row, sent((TrackingEvent) told, TrackingEvent.class));
        } catch (IllegalArgumentException refused) {
            assertThat(refused)
                    .hasMessageMatching("[A-Z]+ without its part|a kind of event that this version does not know");
            return row;
        }
    }

    private static <T extends SpecificRecord> T sent(T told, Class<T> type) {
        return WIRE.decode(WIRE.encode("any", told), type);
    }

    private static void storable(String json) {
        assertThat(isStorable(RowJson.read(json))).as(() -> json).isTrue();
    }

    private static boolean isStorable(JsonNode node) {
        return (!node.isString() || isStorable(node.stringValue()))
                && node.propertyNames().stream().allMatch(StrangeEventsTest::isStorable)
                && node.valueStream().allMatch(StrangeEventsTest::isStorable);
    }

    private static boolean isStorable(String text) {
        return Unstorable.strip(text).equals(text);
    }
}
