package dev.waybill.benchmarks.spring;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.carriers.CarrierNames;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a tracker alone tells of its shipment: a part of Waybill's figures, the cheap ones. */
final class Figures {

    private static final Set<String> STATUSES = Set.of(
            "pre_transit",
            "in_transit",
            "out_for_delivery",
            "available_for_pickup",
            "delivered",
            "return_to_sender",
            "failure",
            "cancelled",
            "error");
    private static final Set<String> FAILED = Set.of("return_to_sender", "failure", "error");
    private static final String DELIVERED = "delivered";

    private Figures() {}

    static ShipmentMetrics of(TrackingEvent event) {
        Tracker tracker = event.getTracker();
        CarrierDetail detail = tracker.getCarrierDetail();
        List<TrackingDetail> scans = tracker.getTrackingDetails();
        String status = status(tracker.getStatus());
        String carrier = CarrierNames.carrier(tracker.getCarrier());
        Instant deliveredAt = status.equals(DELIVERED) ? lastDelivery(scans) : null;
        return ShipmentMetrics.newBuilder()
                .setShipmentId(event.getShipmentId())
                .setTrackerId(tracker.getId())
                .setTrackingCode(tracker.getTrackingCode())
                .setMode(event.getEnvelope().getMode())
                .setAccount(event.getEnvelope().getAccount())
                .setCarrier(carrier)
                .setService(CarrierNames.service(carrier, detail == null ? null : detail.getService()))
                .setStatus(status)
                .setStatusDetail(tracker.getStatusDetail())
                .setStatusAt(event.getVersion().getNewestScanAt())
                .setShippedOn(date(tracker.getCreatedAt()))
                .setCounted(!status.equals("cancelled"))
                .setFinalStatus(status.equals(DELIVERED) ? DELIVERED : FAILED.contains(status) ? "failed" : null)
                .setDeleted(false)
                .setDeliveredAt(deliveredAt)
                .setDeliveredDate(date(deliveredAt))
                .setTrackingUpdatesCount(scans.size())
                .setExceptionsCount(count(scans, FAILED))
                .setDeliveryAttempts(count(scans, Set.of(DELIVERED)))
                .setRevision(0)
                .build();
    }

    static String status(@Nullable String told) {
        String status = told == null ? "" : told.strip().toLowerCase(Locale.ROOT);
        return STATUSES.contains(status) ? status : "unknown";
    }

    private static int count(List<TrackingDetail> scans, Set<String> statuses) {
        return Math.toIntExact(scans.stream()
                .filter(scan -> statuses.contains(status(scan.getStatus())))
                .count());
    }

    private static @Nullable Instant lastDelivery(List<TrackingDetail> scans) {
        return scans.stream()
                .filter(scan -> status(scan.getStatus()).equals(DELIVERED))
                .map(TrackingDetail::getDatetime)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable LocalDate date(@Nullable Instant time) {
        return time == null ? null : LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
