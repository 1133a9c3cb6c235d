package dev.waybill.tracking.shipment;

import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingDetail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scans of a shipment: those of its newest tracker version, each once. A scan without a time stays in tracking_details alone. */
public final class Scans {

    private Scans() {}

    /** In the order told. */
    public static List<Scan> of(ShipmentRow row) {
        return List.copyOf(byIdentity(row).values());
    }

    static Map<Scan.Identity, Scan> byIdentity(ShipmentRow row) {
        Map<Scan.Identity, Scan> scans = new LinkedHashMap<>();
        for (TrackingDetail told : told(row.tracker())) {
            Instant time = Limits.time(told.getDatetime());
            if (time != null) {
                Scan scan = Scan.of(row.key(), time, told);
                scans.putIfAbsent(scan.identity(), scan);
            }
        }
        return scans;
    }

    private static List<TrackingDetail> told(@Nullable Tracker tracker) {
        return tracker == null ? List.of() : tracker.getTrackingDetails();
    }
}
