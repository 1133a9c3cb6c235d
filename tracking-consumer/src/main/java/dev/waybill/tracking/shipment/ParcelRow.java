package dev.waybill.tracking.shipment;

import dev.waybill.events.Parcel;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.schemas.identity.RowId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A parcel as parcels holds it: ounces and inches. The components are its columns. */
public record ParcelRow(
        UUID id,
        String easypostId,
        @Nullable BigDecimal length,
        @Nullable BigDecimal width,
        @Nullable BigDecimal height,
        @Nullable BigDecimal weight,
        @Nullable String predefinedPackage,
        ChildVersion version,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    static ParcelRow of(Parcel told, ShipmentEvent event) {
        return new ParcelRow(
                RowId.of(told.getId()),
                told.getId(),
                Limits.measure(told.getLength()),
                Limits.measure(told.getWidth()),
                Limits.measure(told.getHeight()),
                Limits.measure(told.getWeight()),
                told.getPredefinedPackage(),
                ChildVersion.of(told, told.getUpdatedAt(), event),
                Limits.time(told.getCreatedAt()),
                Limits.time(told.getUpdatedAt()));
    }
}
