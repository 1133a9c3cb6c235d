package dev.waybill.tracking.shipment;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EasyPost's statuses of trackers and scans, as shipment_status writes them. What EasyPost may add one day is unknown. */
public final class TrackerStatus {

    public static final String UNKNOWN = "unknown";
    public static final String PRE_TRANSIT = "pre_transit";
    public static final String IN_TRANSIT = "in_transit";
    public static final String DELIVERED = "delivered";
    public static final String RETURN_TO_SENDER = "return_to_sender";
    public static final String FAILURE = "failure";
    public static final String CANCELLED = "cancelled";
    public static final String ERROR = "error";

    private static final Set<String> KNOWN = Set.of(
            UNKNOWN,
            PRE_TRANSIT,
            IN_TRANSIT,
            "out_for_delivery",
            "available_for_pickup",
            DELIVERED,
            RETURN_TO_SENDER,
            FAILURE,
            CANCELLED,
            ERROR);

    private TrackerStatus() {}

    public static String of(@Nullable String told) {
        String status = told == null ? UNKNOWN : told.strip().toLowerCase(Locale.ROOT);
        return KNOWN.contains(status) ? status : UNKNOWN;
    }
}
