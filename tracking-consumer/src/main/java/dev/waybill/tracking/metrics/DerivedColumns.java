package dev.waybill.tracking.metrics;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.CarrierDetail;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.events.Tracker;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The columns of shipments that follow from a row's facets. Components are named as the columns are, whatever group they are in. */
public record DerivedColumns(Identity identity, Standing standing, Links links, Money money, Dates dates, Rest rest) {

    public record Identity(
            @Nullable String trackerId,
            @Nullable String trackingCode,
            String carrier,
            String service,
            @Nullable String reference,
            @Nullable String batchId,
            @Nullable String orderId) {}

    public record Standing(
            String status,
            @Nullable String statusDetail,
            boolean finalized,
            @Nullable Boolean isReturn,
            @Nullable String refundStatus,
            @Nullable Instant deletedAt) {}

    public record Links(
            @Nullable UUID fromAddressId,
            @Nullable UUID toAddressId,
            @Nullable UUID returnAddressId,
            @Nullable UUID buyerAddressId,
            @Nullable UUID parcelId,
            @Nullable UUID customsInfoId) {}

    public record Money(
            String currency,
            @Nullable BigDecimal baseCost,
            @Nullable BigDecimal totalCost,
            @Nullable BigDecimal insurance,
            @Nullable BigDecimal invoiceAmount,
            @Nullable String invoiceCurrency,
            @Nullable BigDecimal adjustmentAmount,
            @Nullable String adjustmentReason,
            @Nullable Captured captured) {}

    public record Dates(
            @Nullable Integer deliveryDays,
            @Nullable LocalDate estDeliveryDate,
            @Nullable LocalDate promisedDate,
            @Nullable Instant labelDate,
            @Nullable Instant purchasedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {}

    public record Rest(
            @Nullable Integer uspsZone,
            @Nullable Endpoint origin,
            @Nullable Endpoint destination,
            @Nullable JsonNode options,
            @Nullable String publicUrl,
            @Nullable JsonNode extraMetadata) {}

    public static DerivedColumns of(ShipmentRow row) {
        History history = History.of(row);
        return new DerivedColumns(
                identity(row),
                standing(row, history),
                links(row.shipment()),
                money(row),
                dates(row, history),
                rest(row));
    }

    private static Identity identity(ShipmentRow row) {
        Shipment shipment = row.shipment();
        String batch = get(shipment, Shipment::getBatchId);
        return new Identity(
                Names.trackerId(row),
                Names.trackingCode(row),
                Names.carrier(row),
                Names.service(row),
                get(shipment, Shipment::getReference),
                batch == null ? null : Limits.text(batch),
                get(shipment, Shipment::getOrderId));
    }

    private static Standing standing(ShipmentRow row, History history) {
        Tracker tracker = row.tracker();
        RefundStatus refund = RefundStatus.of(row);
        Facet<?> presence = row.facets().presence();
        return new Standing(
                Status.of(row, history).name(),
                get(tracker, Tracker::getStatusDetail),
                Boolean.TRUE.equals(get(tracker, Tracker::getFinalized)),
                isReturn(row),
                refund == null ? null : refund.name(),
                presence != null && row.deleted() ? presence.version().getUpdatedAt() : null);
    }

    private static Links links(@Nullable Shipment told) {
        return new Links(
                id(get(told, Shipment::getFromAddress), AddressSummary::getId),
                id(get(told, Shipment::getToAddress), AddressSummary::getId),
                id(get(told, Shipment::getReturnAddress), AddressSummary::getId),
                id(get(told, Shipment::getBuyerAddress), AddressSummary::getId),
                id(get(told, Shipment::getParcel), parcel -> parcel.getId()),
                id(get(told, Shipment::getCustomsInfo), form -> form.getId()));
    }

    private static Money money(ShipmentRow row) {
        Fees fees = Fees.of(row);
        Costs costs = Costs.of(row, fees);
        Invoiced invoiced = Invoiced.of(row, fees);
        return new Money(
                costs.currency(),
                costs.base(),
                costs.total(),
                Insured.value(row),
                invoiced.amount(),
                invoiced.currency(),
                invoiced.adjustment(),
                get(row.invoice(), ShipmentInvoice::getAdjustmentReason),
                Captured.of(row.invoice()));
    }

    private static Dates dates(ShipmentRow row, History history) {
        Shipment shipment = row.shipment();
        Tracker tracker = row.tracker();
        Instant label = Names.labelDate(row);
        Moment delivered = history.lastDelivered();
        boolean tracked = !Names.namesShipment(row);
        return new Dates(
                Promise.deliveryDays(row),
                estimate(tracker),
                Promise.of(row, history),
                label,
                label,
                delivered == null ? null : delivered.at(),
                Limits.time(tracked ? get(tracker, Tracker::getCreatedAt) : get(shipment, Shipment::getCreatedAt)),
                Limits.time(tracked ? get(tracker, Tracker::getUpdatedAt) : get(shipment, Shipment::getUpdatedAt)));
    }

    private static Rest rest(ShipmentRow row) {
        return new Rest(
                get(row.shipment(), Shipment::getUspsZone),
                Endpoint.origin(row),
                Endpoint.destination(row),
                RowJson.parsed(get(row.shipment(), Shipment::getOptions)),
                get(row.tracker(), Tracker::getPublicUrl),
                ExtraMetadata.of(row));
    }

    /** As the shipment tells it, else the tracker. */
    static @Nullable Boolean isReturn(ShipmentRow row) {
        Boolean told = get(row.shipment(), Shipment::getIsReturn);
        return told == null ? get(row.tracker(), Tracker::getIsReturn) : told;
    }

    /** The carrier's newest estimate. */
    static @Nullable LocalDate estimate(@Nullable Tracker tracker) {
        LocalDate told = Limits.date(get(tracker, Tracker::getEstDeliveryDate));
        return told == null
                ? Limits.date(get(get(tracker, Tracker::getCarrierDetail), CarrierDetail::getEstDeliveryDateLocal))
                : told;
    }

    private static <T> @Nullable UUID id(@Nullable T child, Function<T, String> id) {
        return child == null ? null : RowId.of(id.apply(child));
    }

    private static <T, R> @Nullable R get(@Nullable T part, Function<T, @Nullable R> field) {
        return part == null ? null : field.apply(part);
    }
}
