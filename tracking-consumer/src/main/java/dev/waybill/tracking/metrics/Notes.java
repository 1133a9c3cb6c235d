package dev.waybill.tracking.metrics;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.CarrierDetail;
import dev.waybill.events.Fee;
import dev.waybill.events.Insurance;
import dev.waybill.events.Parcel;
import dev.waybill.events.PostageLabel;
import dev.waybill.events.Rate;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingDetail;
import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a row no column could hold: one line for each value that is null, cut or mended there. The facets keep it as told. */
final class Notes {

    private final List<String> lines = new ArrayList<>();

    private Notes() {}

    static List<String> of(ShipmentRow row) {
        Notes notes = new Notes();
        notes.onShipment(row.shipment());
        notes.onTracker(row.tracker());
        notes.onInvoice(row.invoice());
        notes.onInsurance(row.insurance());
        notes.onLengths(row);
        notes.onStripped(row);
        return List.copyOf(notes.lines);
    }

    private void onShipment(@Nullable Shipment told) {
        if (told == null) {
            return;
        }
        refused("told.insurance", told.getInsurance(), Limits.amount(told.getInsurance()));
        refused("told.created_at", told.getCreatedAt(), Limits.time(told.getCreatedAt()));
        refused("told.updated_at", told.getUpdatedAt(), Limits.time(told.getUpdatedAt()));
        onAddress("told.from_address", told.getFromAddress());
        onAddress("told.to_address", told.getToAddress());
        onRate(told.getSelectedRate());
        onParcel(told.getParcel());
        onFees("told.fees", told.getFees());
        PostageLabel label = told.getPostageLabel();
        if (label != null) {
            refused("told.postage_label.created_at", label.getCreatedAt(), Limits.time(label.getCreatedAt()));
        }
    }

    private void onAddress(String name, @Nullable AddressSummary address) {
        if (address != null) {
            refused(name + ".country", address.getCountry(), Limits.country(address.getCountry()));
        }
    }

    private void onRate(@Nullable Rate rate) {
        if (rate == null) {
            return;
        }
        refused("told.selected_rate.rate", rate.getRate(), Limits.amount(rate.getRate()));
        refused("told.selected_rate.currency", rate.getCurrency(), Limits.currency(rate.getCurrency()));
        refused("told.selected_rate.list_rate", rate.getListRate(), Limits.amount(rate.getListRate()));
        refused("told.selected_rate.retail_rate", rate.getRetailRate(), Limits.amount(rate.getRetailRate()));
        refused("told.selected_rate.delivery_days", rate.getDeliveryDays(), Limits.days(rate.getDeliveryDays()));
        refused("told.selected_rate.delivery_date", rate.getDeliveryDate(), Limits.date(rate.getDeliveryDate()));
    }

    private void onParcel(@Nullable Parcel parcel) {
        if (parcel == null) {
            return;
        }
        refused("told.parcel.weight", parcel.getWeight(), Limits.measure(parcel.getWeight()));
        refused("told.parcel.length", parcel.getLength(), Limits.measure(parcel.getLength()));
        refused("told.parcel.width", parcel.getWidth(), Limits.measure(parcel.getWidth()));
        refused("told.parcel.height", parcel.getHeight(), Limits.measure(parcel.getHeight()));
    }

    private void onFees(String name, List<Fee> fees) {
        for (Fee fee : fees) {
            refused(name + "." + fee.getType(), fee.getAmount(), Limits.amount(fee.getAmount()));
        }
    }

    private void onTracker(@Nullable Tracker tracker) {
        if (tracker == null) {
            return;
        }
        refused("tracker.created_at", tracker.getCreatedAt(), Limits.time(tracker.getCreatedAt()));
        refused("tracker.est_delivery_date", tracker.getEstDeliveryDate(), Limits.date(tracker.getEstDeliveryDate()));
        CarrierDetail detail = tracker.getCarrierDetail();
        if (detail != null) {
            refused(
                    "tracker.carrier_detail.guaranteed_delivery_date",
                    detail.getGuaranteedDeliveryDate(),
                    Limits.date(detail.getGuaranteedDeliveryDate()));
            refused(
                    "tracker.carrier_detail.initial_delivery_attempt",
                    detail.getInitialDeliveryAttempt(),
                    Limits.time(detail.getInitialDeliveryAttempt()));
        }
        onFees("tracker.fees", tracker.getFees());
        for (TrackingDetail scan : tracker.getTrackingDetails()) {
            refused("tracker.tracking_details.datetime", scan.getDatetime(), Limits.time(scan.getDatetime()));
        }
    }

    private void onInvoice(@Nullable ShipmentInvoice invoice) {
        if (invoice == null) {
            return;
        }
        refused("invoice.currency", invoice.getCurrency(), Limits.currency(invoice.getCurrency()));
        refused(
                "invoice.final_invoice_amount",
                invoice.getFinalInvoiceAmount(),
                Limits.amount(invoice.getFinalInvoiceAmount()));
        refused(
                "invoice.initially_paid_amount",
                invoice.getInitiallyPaidAmount(),
                Limits.amount(invoice.getInitiallyPaidAmount()));
    }

    private void onInsurance(@Nullable Insurance insurance) {
        if (insurance != null) {
            refused("insurance.amount", insurance.getAmount(), Limits.amount(insurance.getAmount()));
            Fee fee = insurance.getFee();
            onFees("insurance.fee", fee == null ? List.of() : List.of(fee));
        }
    }

    private void onLengths(ShipmentRow row) {
        Shipment shipment = row.shipment();
        cut("tracking_code", Names.trackingCodeTold(row));
        cut("carrier", Names.carrierTold(row));
        cut("service", Names.serviceTold(row));
        cut("batch_id", shipment == null ? null : shipment.getBatchId());
    }

    private void onStripped(ShipmentRow row) {
        onStripped("told", row.facets().told());
        onStripped("tracker", row.facets().tracker());
        onStripped("refund", row.facets().refund());
        onStripped("insurance", row.facets().insurance());
        onStripped("invoice", row.facets().invoice());
    }

    private void onStripped(String name, @Nullable Facet<?> facet) {
        if (facet != null) {
            facet.stripped()
                    .forEach(field -> lines.add(name + "." + field + ": without characters that cannot be stored"));
        }
    }

    private void refused(String field, @Nullable Object told, @Nullable Object kept) {
        if (told != null && kept == null) {
            lines.add(field + ": " + told + " is refused");
        }
    }

    private void cut(String column, @Nullable String told) {
        if (told != null && Limits.text(told).length() < told.length()) {
            lines.add(column + ": cut to " + Limits.text(told).length() + " of " + told.length() + " characters");
        }
    }
}
