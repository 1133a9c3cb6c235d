package dev.waybill.tracking.metrics;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.Insurance;
import dev.waybill.events.PostageLabel;
import dev.waybill.events.Rate;
import dev.waybill.events.Refund;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.events.Tracker;
import dev.waybill.schemas.carriers.CarrierNames;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a shipment is called, and by whom it is carried: one rule for what several facets tell. */
final class Names {

    private static final String TRACKER_ID = "trk_";

    private Names() {}

    static @Nullable Rate rate(ShipmentRow row) {
        Shipment shipment = row.shipment();
        return shipment == null ? null : shipment.getSelectedRate();
    }

    /** The tracker's, else the selected rate's. */
    static String carrier(ShipmentRow row) {
        return Limits.text(CarrierNames.carrier(carrierTold(row)));
    }

    /** The selected rate's, else the carrier detail's. */
    static String service(ShipmentRow row) {
        return Limits.text(CarrierNames.service(carrierTold(row), serviceTold(row)));
    }

    static @Nullable String carrierTold(ShipmentRow row) {
        Tracker tracker = row.tracker();
        Rate rate = rate(row);
        return told(tracker == null ? null : tracker.getCarrier(), rate == null ? null : rate.getCarrier());
    }

    static @Nullable String serviceTold(ShipmentRow row) {
        Rate rate = rate(row);
        Tracker tracker = row.tracker();
        CarrierDetail detail = tracker == null ? null : tracker.getCarrierDetail();
        return told(rate == null ? null : rate.getService(), detail == null ? null : detail.getService());
    }

    static @Nullable String trackerId(ShipmentRow row) {
        Shipment shipment = row.shipment();
        Tracker tracker = row.tracker();
        return told(tracker == null ? null : tracker.getId(), shipment == null ? null : shipment.getTrackerId());
    }

    static @Nullable String trackingCode(ShipmentRow row) {
        String told = trackingCodeTold(row);
        return told == null ? null : Limits.text(told);
    }

    /** The shipment's own, else that of whatever names the shipment. */
    static @Nullable String trackingCodeTold(ShipmentRow row) {
        Shipment shipment = row.shipment();
        Tracker tracker = row.tracker();
        Refund refund = row.refund();
        ShipmentInvoice invoice = row.invoice();
        Insurance insurance = row.insurance();
        return told(
                shipment == null ? null : shipment.getTrackingCode(),
                tracker == null ? null : tracker.getTrackingCode(),
                refund == null ? null : refund.getTrackingCode(),
                invoice == null ? null : invoice.getTrackingCode(),
                insurance == null ? null : insurance.getTrackingCode());
    }

    /** When the label was made: then it was purchased. */
    static @Nullable Instant labelDate(ShipmentRow row) {
        Shipment shipment = row.shipment();
        PostageLabel label = shipment == null ? null : shipment.getPostageLabel();
        return label == null ? null : Limits.time(label.getCreatedAt());
    }

    /** Whether there is a label or a tracking code. */
    static boolean isPurchased(ShipmentRow row) {
        Shipment shipment = row.shipment();
        return (shipment != null && shipment.getPostageLabel() != null) || trackingCodeTold(row) != null;
    }

    static boolean namesShipment(ShipmentRow row) {
        return !row.key().startsWith(TRACKER_ID);
    }

    /** The first that says something. */
    private static @Nullable String told(@Nullable String... tellings) {
        for (String telling : tellings) {
            if (telling != null && !telling.isBlank()) {
                return telling;
            }
        }
        return null;
    }
}
