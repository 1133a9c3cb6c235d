package dev.waybill.tracking.metrics;

import dev.waybill.events.Rate;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.Tracker;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The snapshot of a shipment: a pure function of its row, but for the revision, which counts the row's changes. */
public final class Metrics {

    private static final String DELIVERED = "delivered";
    private static final String FAILED = "failed";

    private Metrics() {}

    public static ShipmentMetrics of(ShipmentRow row, long revision) {
        History history = History.of(row);
        Status status = Status.of(row, history);
        ShipmentMetrics.Builder metrics = ShipmentMetrics.newBuilder()
                .setShipmentId(row.key())
                .setTrackerId(Names.trackerId(row))
                .setTrackingCode(Names.trackingCode(row))
                .setMode(row.mode())
                .setAccount(row.account())
                .setCarrier(Names.carrier(row))
                .setService(Names.service(row))
                .setDeleted(row.deleted())
                .setRevision(revision);
        addStatus(metrics, row, history, status);
        addCosts(metrics, row);
        addTimes(metrics, row, history, status);
        addCounts(metrics, history);
        addEnds(metrics, Endpoint.origin(row), Endpoint.destination(row));
        return metrics.build();
    }

    private static void addStatus(ShipmentMetrics.Builder metrics, ShipmentRow row, History history, Status status) {
        Instant since = history.since(status.name());
        Tracker tracker = row.tracker();
        LocalDate shippedOn = shippedOn(row);
        boolean counted = isCounted(row, status, shippedOn);
        RefundStatus refund = RefundStatus.of(row);
        var invoice = row.facets().invoice();
        metrics.setIsReturn(DerivedColumns.isReturn(row))
                .setRefundStatus(refund == null ? null : refund.name())
                .setInvoicedAt(invoice == null ? null : invoice.version().getUpdatedAt())
                .setStatus(status.name())
                .setStatusDetail(tracker == null ? null : tracker.getStatusDetail())
                .setStatusAt(status.at())
                .setStatusSince(since == null ? status.at() : since)
                .setNewestScanAt(history.newest())
                .setShippedOn(shippedOn)
                .setCounted(counted)
                .setFinalStatus(counted ? finalStatus(status) : null);
    }

    private static void addCosts(ShipmentMetrics.Builder metrics, ShipmentRow row) {
        Fees fees = Fees.of(row);
        Costs costs = Costs.of(row, fees);
        Rate rate = Names.rate(row);
        metrics.setCurrency(costs.isKnown() ? costs.currency() : null)
                .setBaseRate(costs.base())
                .setTotalCost(costs.total())
                .setSurcharges(costs.surcharges())
                .setAdjustment(costs.adjustment())
                .setInsuranceCost(fees.insurance())
                .setFeesTotal(fees.total())
                .setListRate(rate == null ? null : Limits.amount(rate.getListRate()))
                .setRetailRate(rate == null ? null : Limits.amount(rate.getRetailRate()))
                .setEstimatedDeliveryDays(Promise.deliveryDays(row));
    }

    private static void addTimes(ShipmentMetrics.Builder metrics, ShipmentRow row, History history, Status status) {
        Transit transit = Transit.of(row, history);
        Punctuality punctuality = Punctuality.of(row, history, status);
        Moment delivered = history.lastDelivered();
        metrics.setCreationToPurchaseSeconds(transit.creationToPurchaseSeconds())
                .setLabelToFirstScanSeconds(transit.labelToFirstScanSeconds())
                .setFirstScanToDeliverySeconds(transit.firstScanToDeliverySeconds())
                .setActualDeliveryDays(transit.actualDeliveryDays())
                .setTransitDays(transit.transitDays())
                .setTransitBusinessDays(transit.transitBusinessDays())
                .setPromisedDate(punctuality.promised())
                .setEstimatedDate(DerivedColumns.estimate(row.tracker()))
                .setAttemptedDate(punctuality.attempted())
                .setOnTime(punctuality.onTime())
                .setDaysLate(punctuality.daysLate())
                .setDeliveredDate(delivered == null ? null : delivered.date())
                .setDeliveredAt(delivered == null ? null : delivered.at());
    }

    private static void addCounts(ShipmentMetrics.Builder metrics, History history) {
        metrics.setSecondsInStatus(ScanCounts.secondsInStatus(history))
                .setTrackingUpdatesCount(history.scans().size())
                .setExceptionsCount(ScanCounts.exceptions(history))
                .setDeliveryAttempts(ScanCounts.deliveryAttempts(history))
                .setLongestScanGapSeconds(ScanCounts.longestGapSeconds(history));
    }

    private static void addEnds(
            ShipmentMetrics.Builder metrics, @Nullable Endpoint origin, @Nullable Endpoint destination) {
        metrics.setOriginCountry(origin == null ? null : origin.country())
                .setOriginState(origin == null ? null : origin.state())
                .setOriginPostalPrefix(origin == null ? null : origin.postalPrefix())
                .setDestinationCountry(destination == null ? null : destination.country())
                .setDestinationState(destination == null ? null : destination.state())
                .setDestinationPostalPrefix(destination == null ? null : destination.postalPrefix())
                .setDistanceKm(Endpoint.distanceKm(origin, destination));
    }

    /** The UTC date of the label, else of the tracker's creation. */
    private static @Nullable LocalDate shippedOn(ShipmentRow row) {
        Tracker tracker = row.tracker();
        Instant label = Names.labelDate(row);
        Instant at = label == null && tracker != null ? Limits.time(tracker.getCreatedAt()) : label;
        return at == null ? null : Moment.utcDate(at);
    }

    /** Purchased or tracked, and neither refunded, cancelled nor deleted. Without a date there is no rollup to be in. */
    private static boolean isCounted(ShipmentRow row, Status status, @Nullable LocalDate shippedOn) {
        boolean shipped = Names.isPurchased(row) || row.tracker() != null;
        return shipped && shippedOn != null && !status.isWithdrawn() && !row.deleted();
    }

    private static @Nullable String finalStatus(Status status) {
        return status.isDelivered() ? DELIVERED : status.isFailed() ? FAILED : null;
    }
}
