package dev.waybill.tracking.metrics;

import dev.waybill.tracking.shipment.Scan;
import dev.waybill.tracking.shipment.Scans;
import dev.waybill.tracking.shipment.ShipmentRow;
import dev.waybill.tracking.shipment.TrackerStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scans of a shipment by time; those of one time in the order told. */
record History(List<Scan> scans) {

    static History of(ShipmentRow row) {
        return new History(Scans.of(row).stream()
                .sorted(Comparator.comparing(Scan::eventDatetime))
                .toList());
    }

    @Nullable
    Instant newest() {
        return scans.isEmpty() ? null : scans.get(scans.size() - 1).eventDatetime();
    }

    /** When the status that the newest scan tells began to be told; null when that is another one. */
    @Nullable
    Instant since(String status) {
        Instant since = null;
        for (int scan = scans.size() - 1; scan >= 0 && scans.get(scan).status().equals(status); scan--) {
            since = scans.get(scan).eventDatetime();
        }
        return since;
    }

    @Nullable
    Moment firstInTransit() {
        return scans.stream()
                .filter(scan -> scan.status().equals(TrackerStatus.IN_TRANSIT))
                .findFirst()
                .map(Moment::of)
                .orElse(null);
    }

    @Nullable
    Moment lastDelivered() {
        return scans.stream()
                .filter(scan -> scan.status().equals(TrackerStatus.DELIVERED))
                .reduce((earlier, later) -> later)
                .map(Moment::of)
                .orElse(null);
    }
}
