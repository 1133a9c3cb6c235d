package dev.waybill.tracking.shipment;

import java.util.List;
import java.util.Map;

/** What to do to shipment_events when a row changes: scans to insert or update, and scans that are no longer told. */
public record ScanChange(List<Scan> written, List<Scan> deleted) {

    public ScanChange {
        written = List.copyOf(written);
        deleted = List.copyOf(deleted);
    }

    /**
     * Compares the scans of a row with those of the row that it was.
     *
     * @param again whether the tracker version that the row had was told once more: then all its scans are written again, so that a replay mends
     *     what a fault left behind
     */
    public static ScanChange between(ShipmentRow before, ShipmentRow after, boolean again) {
        Map<Scan.Identity, Scan> known = Scans.byIdentity(before);
        Map<Scan.Identity, Scan> told = Scans.byIdentity(after);
        return new ScanChange(
                told.values().stream()
                        .filter(scan -> again || !scan.equals(known.get(scan.identity())))
                        .toList(),
                known.values().stream()
                        .filter(scan -> !told.containsKey(scan.identity()))
                        .toList());
    }

    public boolean isEmpty() {
        return written.isEmpty() && deleted.isEmpty();
    }
}
