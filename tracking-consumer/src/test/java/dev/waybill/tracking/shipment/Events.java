package dev.waybill.tracking.shipment;

import dev.waybill.events.Envelope;
import dev.waybill.events.Fee;
import dev.waybill.events.Insurance;
import dev.waybill.events.PostageLabel;
import dev.waybill.events.Rate;
import dev.waybill.events.Refund;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.events.Source;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.Version;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** The events of one shipment, as ingest-service writes them and the wire brings them; times are texts such as 2026-03-02T09:00:00Z. */
public final class Events {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private final String key;

    private Events(String key) {
        this.key = key;
    }

    public static Events ofSomeShipment() {
        return new Events("shp_" + UUID.randomUUID());
    }

    public static Events of(String key) {
        return new Events(key);
    }

    public String key() {
        return key;
    }

    public ShipmentRow row(SpecificRecordBase... events) {
        return fold(ShipmentRow.named(key), List.of(events));
    }

    public static ShipmentRow fold(ShipmentRow row, List<? extends SpecificRecordBase> events) {
        ShipmentRow folded = row;
        for (SpecificRecordBase event : events) {
            folded = event instanceof ShipmentEvent told
                    ? Fold.apply(folded, told)
                    : Fold.apply(folded, (TrackingEvent) event);
        }
        return folded;
    }

    /** A shipment without a label: rates were asked for. */
    public ShipmentEvent told(String updatedAt, UnaryOperator<Shipment.Builder> with) {
        Shipment shipment = with.apply(Shipment.newBuilder().setId(key).setUpdatedAt(time(updatedAt)))
                .build();
        return sent(event(ShipmentEventKind.TOLD, version(updatedAt, shipment)).setShipment(shipment));
    }

    /** A shipment with a label made at some time, at 5.93 US dollars and no fees. */
    public ShipmentEvent purchased(String labelledAt, UnaryOperator<Rate.Builder> rate) {
        return told(labelledAt, shipment -> purchase(shipment, labelledAt, rate));
    }

    public static Shipment.Builder purchase(
            Shipment.Builder shipment, String labelledAt, UnaryOperator<Rate.Builder> rate) {
        return shipment.setCreatedAt(time(labelledAt))
                .setTrackingCode("9400100110368066416749")
                .setPostageLabel(
                        PostageLabel.newBuilder().setCreatedAt(time(labelledAt)).build())
                .setSelectedRate(rate.apply(rate()).build());
    }

    public static Rate.Builder rate() {
        return Rate.newBuilder()
                .setCarrier("USPS")
                .setService("GroundAdvantage")
                .setRate(money("5.93"))
                .setCurrency("USD");
    }

    public TrackingEvent tracked(String updatedAt, String status, TrackingDetail... scans) {
        return tracker(updatedAt, tracker -> tracker.setStatus(status).setTrackingDetails(List.of(scans)));
    }

    public TrackingEvent tracker(String updatedAt, UnaryOperator<Tracker.Builder> with) {
        Tracker tracker = with.apply(Tracker.newBuilder()
                        .setId("trk_" + key.substring(4))
                        .setTrackingCode("9400100110368066416749")
                        .setCarrier("USPS")
                        .setCreatedAt(time("2026-03-02T08:00:00Z"))
                        .setUpdatedAt(time(updatedAt)))
                .build();
        TrackingEvent event = TrackingEvent.newBuilder()
                .setShipmentId(key)
                .setTracker(tracker)
                .setVersion(version(updatedAt, tracker))
                .setEnvelope(envelope(updatedAt).build())
                .build();
        return WIRE.decode(WIRE.encode("tracking-events", event), TrackingEvent.class);
    }

    public ShipmentEvent refunded(String updatedAt, String status) {
        Refund refund = Refund.newBuilder().setStatus(status).build();
        return sent(
                event(ShipmentEventKind.REFUNDED, version(updatedAt, refund)).setRefund(refund));
    }

    public ShipmentEvent insured(String updatedAt, UnaryOperator<Insurance.Builder> with) {
        Insurance insurance = with.apply(Insurance.newBuilder()).build();
        return sent(
                event(ShipmentEventKind.INSURED, version(updatedAt, insurance)).setInsurance(insurance));
    }

    public ShipmentEvent invoiced(String updatedAt, UnaryOperator<ShipmentInvoice.Builder> with) {
        ShipmentInvoice invoice =
                with.apply(ShipmentInvoice.newBuilder().setBody("{}")).build();
        return sent(
                event(ShipmentEventKind.INVOICED, version(updatedAt, invoice)).setInvoice(invoice));
    }

    public ShipmentEvent deleted(String updatedAt) {
        return sent(event(ShipmentEventKind.DELETED, version(updatedAt, null)));
    }

    public ShipmentEvent restored(String updatedAt) {
        return sent(event(ShipmentEventKind.RESTORED, version(updatedAt, null)));
    }

    public static TrackingDetail scan(String datetime, String status) {
        return scan(datetime, status, null);
    }

    public static TrackingDetail scan(String datetime, String status, @Nullable String detail) {
        return TrackingDetail.newBuilder()
                .setDatetime(time(datetime))
                .setToldAs(datetime)
                .setStatus(status)
                .setStatusDetail(detail)
                .setMessage(status)
                .build();
    }

    public static Fee fee(String type, String amount) {
        return Fee.newBuilder()
                .setType(type)
                .setAmount(money(amount))
                .setCharged(true)
                .setRefunded(false)
                .build();
    }

    public static Fee refunded(Fee fee) {
        return Fee.newBuilder(fee).setRefunded(true).build();
    }

    public static BigDecimal money(String amount) {
        return new BigDecimal(amount).setScale(5);
    }

    public static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    public static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static ShipmentEvent sent(ShipmentEvent.Builder event) {
        return WIRE.decode(WIRE.encode("shipment-events", event.build()), ShipmentEvent.class);
    }

    private ShipmentEvent.Builder event(ShipmentEventKind kind, Version version) {
        return ShipmentEvent.newBuilder()
                .setShipmentId(key)
                .setKind(kind)
                .setVersion(version)
                .setEnvelope(envelope(version.getUpdatedAt().toString()).build());
    }

    static Envelope.Builder envelope(String updatedAt) {
        return Envelope.newBuilder()
                .setMode("test")
                .setSource(Source.WEBHOOK)
                .setReceivedAt(time(updatedAt).plusSeconds(60));
    }

    private static Version version(String updatedAt, @Nullable SpecificRecordBase told) {
        List<TrackingDetail> scans = told instanceof Tracker tracker ? tracker.getTrackingDetails() : List.of();
        Version.Builder version = Version.newBuilder()
                .setUpdatedAt(time(updatedAt))
                .setNormalizerVersion(1)
                .setRank(scans.size())
                .setHash(RowId.of(String.valueOf(told)).toString());
        scans.stream()
                .map(TrackingDetail::getDatetime)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .ifPresent(version::setNewestScanAt);
        return version.build();
    }
}
