package dev.waybill.tracking.shipment;

import static dev.waybill.tracking.shipment.Events.fold;
import static dev.waybill.tracking.shipment.Events.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.Parcel;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.tracking.metrics.DerivedColumns;
import dev.waybill.tracking.metrics.Metrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecordBase;

/** Whatever is told of a shipment, in any order, in any batches and however often each: the same rows. */
class FoldPropertiesTest {

    private static final Events SHIPMENT = Events.of("shp_0026d858518c4c5ebf88744ba83cd211");
    private static final Map<String, List<SpecificRecordBase>> RECORDED = recorded();

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anyOrderAndRepetitionEndsInTheSameRow(
            @ForAll("events") List<SpecificRecordBase> events, @ForAll Random random) {
        assertSame(Tables.after(List.of(events)), Tables.after(batches(events, random)));
    }

    @Property(tries = 5)
    void soDoTheRecordings(@ForAll Random random) {
        RECORDED.forEach((key, told) -> assertSame(Tables.after(List.of(told)), Tables.after(batches(told, random))));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theSameStreamOnceMoreInReverseChangesNothing(@ForAll("events") List<SpecificRecordBase> events) {
        ShipmentRow row = fold(ShipmentRow.named(SHIPMENT.key()), events);
        List<SpecificRecordBase> reversed = new ArrayList<>(events);
        Collections.reverse(reversed);

        ShipmentRow again = fold(row, reversed);

        assertThat(again).isEqualTo(row);
        assertThat(ScanChange.between(row, again, false).isEmpty()).isTrue();
    }

    private static void assertSame(Tables expected, Tables actual) {
        assertThat(actual.row).isEqualTo(expected.row);
        assertThat(actual.scans).isEqualTo(expected.scans);
        assertThat(actual.children).isEqualTo(expected.children);
        assertThat(List.copyOf(actual.scans.values())).containsExactlyInAnyOrderElementsOf(Scans.of(expected.row));
        assertThat(Metrics.of(actual.row, 1)).isEqualTo(Metrics.of(expected.row, 1));
        assertThat(DerivedColumns.of(actual.row)).isEqualTo(DerivedColumns.of(expected.row));
    }

    private static List<List<SpecificRecordBase>> batches(List<SpecificRecordBase> events, Random random) {
        List<SpecificRecordBase> told = new ArrayList<>(events);
        events.stream().filter(event -> random.nextBoolean()).forEach(told::add);
        Collections.shuffle(told, random);
        List<List<SpecificRecordBase>> batches = new ArrayList<>();
        int from = 0;
        while (from < told.size()) {
            int to = Math.min(told.size(), from + 1 + random.nextInt(4));
            batches.add(told.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static Map<String, List<SpecificRecordBase>> recorded() {
        Map<String, List<SpecificRecordBase>> events = new TreeMap<>();
        RecordedEvents.shipments()
                .forEach(event -> events.computeIfAbsent(event.getShipmentId(), key -> new ArrayList<>())
                        .add(event));
        RecordedEvents.trackers()
                .forEach(event -> events.computeIfAbsent(event.getShipmentId(), key -> new ArrayList<>())
                        .add(event));
        events.forEach((key, told) -> {
            told.add(Events.of(key).refunded("2024-08-16T15:59:00Z", "submitted"));
            told.add(Events.of(key).deleted("2024-08-17T00:00:00Z"));
            told.add(Events.of(key).restored("2024-08-17T00:00:00Z"));
        });
        return events;
    }

    /** In suppliers, since jqwik compares what it generates and Avro's lists cannot be compared. */
    @Provide
    Arbitrary<List<SpecificRecordBase>> events() {
        return Arbitraries.<SpecificRecordBase>oneOf(
                        told(),
                        tracked(),
                        times().map(SHIPMENT::deleted),
                        times().map(SHIPMENT::restored),
                        Combinators.combine(times(), Arbitraries.of("submitted", "refunded", "rejected"))
                                .as(SHIPMENT::refunded),
                        Combinators.combine(times(), amounts())
                                .as((at, amount) ->
                                        SHIPMENT.insured(at, insurance -> insurance.setAmount(Events.money(amount)))),
                        Combinators.combine(times(), amounts())
                                .as((at, amount) -> SHIPMENT.invoiced(
                                        at, invoice -> invoice.setFinalInvoiceAmount(Events.money(amount)))))
                .<Supplier<SpecificRecordBase>>map(event -> () -> event)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(events -> events.stream().map(Supplier::get).toList());
    }

    private static Arbitrary<ShipmentEvent> told() {
        return Combinators.combine(times(), amounts(), Arbitraries.of("prcl_1", "prcl_2"))
                .as((at, amount, parcel) -> SHIPMENT.told(
                        at,
                        told -> Events.purchase(told, at, rate -> rate.setRate(Events.money(amount)))
                                .setParcel(Parcel.newBuilder()
                                        .setId(parcel)
                                        .setWeight(Events.money(amount))
                                        .build())));
    }

    private static Arbitrary<TrackingEvent> tracked() {
        Arbitrary<List<TrackingDetail>> scans = Combinators.combine(
                        times(),
                        Arbitraries.of("pre_transit", "in_transit", "delivered", "failure", "new_one"),
                        Arbitraries.of("status_update", "delayed", "refused"))
                .as((at, status, detail) -> scan(at, status, detail))
                .list()
                .ofMaxSize(5);
        return Combinators.combine(times(), scans, Arbitraries.of("unknown", "in_transit", "delivered"), times())
                .as((at, list, status, promised) -> SHIPMENT.tracker(
                        at,
                        tracker -> tracker.setStatus(status)
                                .setTrackingDetails(list)
                                .setEstDeliveryDate(Events.date(promised.substring(0, 10)))
                                .setCarrierDetail(CarrierDetail.newBuilder().build())));
    }

    /** Few, so that versions often share one. */
    private static Arbitrary<String> times() {
        return Arbitraries.of(
                "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z", "2026-03-06T17:30:00-05:00", "2026-03-09T09:00:00Z");
    }

    private static Arbitrary<String> amounts() {
        return Arbitraries.of("0", "5.93", "12.5", "-1");
    }

    /** What the tables hold after some batches, each written as the service writes it. */
    private static final class Tables {
        private ShipmentRow row;
        private final Map<UUID, Scan> scans = new HashMap<>();
        private final Map<UUID, ParcelRow> children = new HashMap<>();

        private Tables(ShipmentRow row) {
            this.row = row;
        }

        static Tables after(List<List<SpecificRecordBase>> batches) {
            String key = batches.get(0).get(0) instanceof ShipmentEvent told
                    ? told.getShipmentId()
                    : ((TrackingEvent) batches.get(0).get(0)).getShipmentId();
            Tables tables = new Tables(ShipmentRow.named(key));
            batches.forEach(tables::write);
            return tables;
        }

        private void write(List<SpecificRecordBase> batch) {
            ShipmentRow after = fold(row, batch);
            ScanChange change = ScanChange.between(row, after, false);
            change.deleted().forEach(scan -> scans.remove(scan.id()));
            change.written().forEach(scan -> scans.put(scan.id(), scan));
            for (SpecificRecordBase event : batch) {
                ParcelRow parcel =
                        event instanceof ShipmentEvent told ? Children.of(told).parcel() : null;
                if (parcel != null) {
                    children.merge(
                            parcel.id(),
                            parcel,
                            (known, now) -> now.version().compareTo(known.version()) >= 0 ? now : known);
                }
            }
            row = after;
        }
    }
}
