package dev.waybill.tracking.facts;

import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.Scan;
import dev.waybill.tracking.shipment.ScanChange;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a batch does to shipment_events. */
final class ScanRows {

    private final List<ScanRow> written = new ArrayList<>();
    private final List<Scan> deleted = new ArrayList<>();

    void add(ShipmentRow before, ShipmentRow after, boolean again) {
        ScanChange change = ScanChange.between(before, after, again);
        deleted.addAll(change.deleted());
        if (!change.written().isEmpty()) {
            Facet<?> tracker = Objects.requireNonNull(after.facets().tracker());
            change.written()
                    .forEach(scan -> written.add(
                            new ScanRow(after.id(), tracker.arrival().receivedAt(), scan)));
        }
    }

    List<ScanRow> written() {
        return written;
    }

    List<Scan> deleted() {
        return deleted;
    }
}
