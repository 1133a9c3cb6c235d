package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.webhooks.Parcel;
import java.time.Instant;
import java.util.List;

/** New parcels each time, since a shipment that a table lost comes back by its old version no more. */
final class Parcels {

    private final Instant now;
    private final int count;
    private int from;

    Parcels(Instant now, int count) {
        this.now = now;
        this.count = count;
    }

    List<Parcel> parcels() {
        List<Parcel> parcels = Parcel.parcels(from, count, now);
        from += count;
        return parcels;
    }
}
