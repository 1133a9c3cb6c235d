package dev.waybill.tracking.facts;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.metrics.Metrics;
import dev.waybill.tracking.shipment.ShipmentRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One batch in one transaction of a few statements, however many events there are: the rows are locked and read, folded in memory, and
 * what changed is written, a statement for each 500 rows of a table.
 */
final class FactsTables {

    private final TransactionTemplate transactions;
    private final Shipments shipments;
    private final ShipmentWrites writes;
    private final Addresses addresses;
    private final Parcels parcels;
    private final CustomsInfos customsInfos;
    private final ShipmentEvents scans;
    private final ShipmentMetricsRows metricsRows;
    private final Counter written;
    private final Counter unchanged;

    /** Trackers that named no shipment once and do now: few, or something is wrong at the source. */
    private final Set<String> underTwoKeys;

    FactsTables(JdbcClient database, TransactionTemplate transactions, MeterRegistry meters) {
        this.transactions = transactions;
        this.shipments = new Shipments(database);
        this.writes = new ShipmentWrites(database);
        this.addresses = new Addresses(database);
        this.parcels = new Parcels(database);
        this.customsInfos = new CustomsInfos(database);
        this.scans = new ShipmentEvents(database);
        this.metricsRows = new ShipmentMetricsRows(database);
        this.written = meters.counter("waybill.shipments", "outcome", "written");
        this.underTwoKeys = Objects.requireNonNull(meters.gaugeCollectionSize(
                "waybill.trackers.under.two.keys", Tags.empty(), ConcurrentHashMap.newKeySet()));
        this.unchanged = meters.counter("waybill.shipments", "outcome", "unchanged");
    }

    /** Folds a batch and returns the snapshot of every shipment that it touches, changed or not, in the order of their keys. */
    List<ShipmentMetrics> write(List<FactsEvent> batch) {
        return Objects.requireNonNull(transactions.execute(transaction -> inTransaction(batch)));
    }

    private List<ShipmentMetrics> inTransaction(List<FactsEvent> batch) {
        var byShipment = new TreeMap<String, List<FactsEvent>>();
        batch.forEach(event -> byShipment
                .computeIfAbsent(event.key(), key -> new ArrayList<>())
                .add(event));
        Map<String, ShipmentRow> before = shipments.lock(byShipment.keySet());
        var after = new LinkedHashMap<String, ShipmentRow>();
        var whole = new ArrayList<ShipmentRow>();
        var changed = new ArrayList<ShipmentRow>();
        var change = new ScanRows();
        byShipment.forEach((key, events) -> {
            // what is older than what the row has by then costs little, and the order does not matter
            events.sort(FactsEvent.NEWEST_FIRST);
            ShipmentRow known = before.getOrDefault(key, ShipmentRow.named(key));
            ShipmentRow row = known;
            boolean replayed = false;
            boolean again = false;
            for (FactsEvent event : events) {
                row = event.applyTo(row);
                replayed |= event.replayed();
                again |= event.replaysTrackerOf(known);
            }
            after.put(key, row);
            if (replayed || !before.containsKey(key)) {
                whole.add(row);
                change.add(known, row, again);
            } else if (!row.equals(known)) {
                changed.add(row);
                change.add(known, row, again);
            }
        });
        var children = ChildRows.of(batch);
        addresses.name(children.addresses());
        parcels.tell(children.parcels());
        customsInfos.tell(children.customsInfos());
        int rows = writeWhole(before, whole) + writes.update(before, changed);
        written.increment(rows);
        unchanged.increment(after.size() - rows);
        scans.delete(change.deleted());
        scans.write(change.written());
        return snapshots(
                after,
                Stream.concat(whole.stream(), changed.stream())
                        .map(ShipmentRow::key)
                        .collect(Collectors.toSet()));
    }

    private int writeWhole(Map<String, ShipmentRow> before, List<ShipmentRow> rows) {
        List<ShipmentWrites.Written> done = writes.write(rows);
        List<ShipmentWrites.Written> others = done.stream()
                .filter(row -> row.existed() && !before.containsKey(row.key()))
                .toList();
        others.stream().filter(ShipmentWrites.Written::folded).findFirst().ifPresent(row -> {
            throw new OptimisticLockingFailureException(row.key() + " was written by another");
        });
        if (!others.isEmpty()) {
            // the statement does not see who signed, if that was told while it ran
            shipments.sign(others.stream().map(ShipmentWrites.Written::key).toList());
        }
        return done.size();
    }

    private List<ShipmentMetrics> snapshots(Map<String, ShipmentRow> after, Set<String> changed) {
        List<ShipmentMetrics> snapshots =
                after.values().stream().map(row -> Metrics.of(row, 0)).toList();
        Map<UUID, Long> revisions = metricsRows.revisions(
                after.keySet().stream().filter(key -> !changed.contains(key)).toList());
        revisions.putAll(metricsRows.write(snapshots.stream()
                .filter(snapshot -> !revisions.containsKey(RowId.of(snapshot.getShipmentId())))
                .toList()));
        underTwoKeys.addAll(shipments.among(snapshots.stream()
                .filter(snapshot -> !snapshot.getShipmentId().equals(snapshot.getTrackerId()))
                .map(ShipmentMetrics::getTrackerId)
                .<String>flatMap(Stream::ofNullable)
                .toList()));
        snapshots.forEach(snapshot ->
                snapshot.put("revision", Objects.requireNonNull(revisions.get(RowId.of(snapshot.getShipmentId())))));
        return snapshots;
    }
}
