package dev.waybill.benchmarks.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What comes to the edge: of ten webhooks nine tell a tracker and one a shipment with its rates. */
public final class Mixed {

    private static final int TRACKERS_A_SHIPMENT = 9;

    private Mixed() {}

    /** Returns the bodies of trackers in their order, each nine followed by that of a shipment, in UTF-8. */
    public static List<byte[]> withShipments(List<byte[]> trackers, Instant now) {
        var mixed = new ArrayList<byte[]>(trackers);
        List<ShipmentBody> shipments = ShipmentBody.shipments(0, trackers.size() / TRACKERS_A_SHIPMENT, now);
        for (int i = shipments.size(); i > 0; i--) {
            mixed.add(i * TRACKERS_A_SHIPMENT, shipments.get(i - 1).webhook());
        }
        return mixed;
    }

    /** Returns bodies of a mix whose trackers tell all of their parcels. */
    public static List<byte[]> of(List<Parcel> parcels, Instant now) {
        return withShipments(
                parcels.stream().map(parcel -> parcel.webhook(parcel.scans())).toList(), now);
    }
}
