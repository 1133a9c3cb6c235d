package dev.waybill.ingest.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.events.Insurance;
import dev.waybill.events.OperationError;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.PersonalData;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.events.TrackingEvent;
import dev.waybill.testkit.Recordings;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationMappingTest {

    @Test
    void refundIsOfItsShipmentAndAnOperation() {
        List<TypedEvent> events = Told.webhook(Told.event(
                "refund.successful", Recordings.lines("refunds.ndjson").get(0)));

        ShipmentEvent refund = Told.only(ShipmentEvent.class, events);
        assertThat(refund.getKind()).isEqualTo(ShipmentEventKind.REFUNDED);
        assertThat(refund.getShipmentId()).isEqualTo("shp_e2b01acfa9ce40a1beabb08665cac06d");
        assertThat(refund.getRefund().getStatus()).isEqualTo("submitted");
        assertThat(refund.getRefund().getExtra()).isNull();
        assertThat(refund.getVersion().getUpdatedAt()).isEqualTo("2024-08-16T15:57:55Z");
        assertThat(refund.getVersion().getRank()).isEqualTo(1);
        OperationEvent operation = Told.only(OperationEvent.class, events);
        assertThat(operation.getId()).isEqualTo("rfnd_6708eb7011214bd4bfbb51dc1e142100");
        assertThat(operation.getOperationType()).isEqualTo("refund");
        assertThat(operation.getShipmentId()).isEqualTo("shp_e2b01acfa9ce40a1beabb08665cac06d");
        assertThat(events.get(0).cloudEvent().id())
                .isEqualTo("evt_7/shipment.refunded/rfnd_6708eb7011214bd4bfbb51dc1e142100");
    }

    @Test
    void refundsComeAsAListToo() {
        String list = """
                [{"object":"Refund","id":"rfnd_1","shipment_id":"shp_1","status":"refunded"},
                 {"object":"Refund","id":"rfnd_2","status":"submitted"}]""";

        List<TypedEvent> events = Told.webhook(Told.event("refund.successful", list));

        assertThat(Told.only(ShipmentEvent.class, events).getVersion().getUpdatedAt())
                .isEqualTo("2025-06-20T09:00:00Z");
        assertThat(Told.of(OperationEvent.class, events)).extracting("id").containsExactly("rfnd_1", "rfnd_2");
    }

    @Test
    void insuranceTellsItsTrackerAndAddresses() {
        String insured = Recordings.lines("insurances.ndjson").get(2);

        List<TypedEvent> events = Told.webhook(Told.event("insurance.purchased", insured));

        ShipmentEvent event = Told.only(ShipmentEvent.class, events);
        Insurance insurance = event.getInsurance();
        assertThat(event.getKind()).isEqualTo(ShipmentEventKind.INSURED);
        assertThat(insurance.getAmount()).isEqualTo(new BigDecimal("100.00000"));
        assertThat(insurance.getFee().getAmount()).isEqualTo(new BigDecimal("0.50000"));
        assertThat(insurance.getProvider()).isEqualTo("easypost");
        assertThat(Told.only(TrackingEvent.class, events).getShipmentId()).isEqualTo(event.getShipmentId());
        assertThat(Told.of(PersonalData.class, events))
                .extracting(PersonalData::getId)
                .anyMatch(id -> id.startsWith("trk_"))
                .filteredOn(id -> id.startsWith("adr_"))
                .hasSize(2);
    }

    @Test
    void insuranceOfNoShipmentIsAnOperationAlone() {
        List<TypedEvent> events =
                Told.posted(Recordings.lines("insurances.ndjson").get(0));

        assertThat(Told.of(ShipmentEvent.class, events)).isEmpty();
        assertThat(Told.only(OperationEvent.class, events).getStatus()).isEqualTo("purchased");
        assertThat(Told.only(TrackingEvent.class, events).getShipmentId())
                .isEqualTo("trk_ba4a689d6bda4b9b8b2b7b5a3982260b");
    }

    @Test
    void invoiceHasTheFieldsOfTheReport() {
        String invoice = """
                {"object":"ShipmentInvoice","id":"shpinvoice_1","shipment_id":"shp_1","currency":"USD","quoted_amount":"5.93",
                 "initially_paid_amount":"5.93","final_invoice_amount":"8.10","adjustment_amount":"2.17",
                 "adjustment_reason":"weight","claimed_weight":15.4,"captured_weight":"33.0","captured_service":"Priority",
                 "dim_factor":166,"contact_email":"a@b.example","updated_at":"2025-06-19T00:00:00Z"}""";

        List<TypedEvent> events = Told.webhook(Told.event("shipment.invoice.created", invoice));

        ShipmentEvent event = Told.only(ShipmentEvent.class, events);
        ShipmentInvoice told = event.getInvoice();
        assertThat(event.getKind()).isEqualTo(ShipmentEventKind.INVOICED);
        assertThat(told.getFinalInvoiceAmount()).isEqualTo(new BigDecimal("8.10000"));
        assertThat(told.getAdjustmentAmount()).isEqualTo(new BigDecimal("2.17000"));
        assertThat(told.getCapturedWeight()).isEqualTo(new BigDecimal("33.00000"));
        assertThat(told.getCapturedService()).isEqualTo("Priority");
        assertThat(told.getBody()).contains("\"dim_factor\":166").doesNotContain("a@b.example");
        assertThat(Told.only(OperationEvent.class, events).getOperationType()).isEqualTo("invoice");
    }

    @Test
    void failedBatchSaysWhichShipmentsAndWhy() {
        List<TypedEvent> events = Told.webhook(
                Told.event("batch.updated", Recordings.lines("batches.ndjson").get(1)));

        OperationEvent batch = Told.only(OperationEvent.class, events);
        assertThat(events).hasSize(1);
        assertThat(batch.getOperationType()).isEqualTo("batch");
        assertThat(batch.getStatus()).isEqualTo("purchase_failed");
        assertThat(batch.getItemsTotal()).isEqualTo(1);
        assertThat(batch.getItemsProcessed()).isEqualTo(1);
        assertThat(batch.getItemsSuccessful()).isZero();
        assertThat(batch.getItemsFailed()).isEqualTo(1);
        assertThat(batch.getStartedAt()).isEqualTo("2024-07-24T22:21:28Z");
        assertThat(batch.getCompletedAt()).isEqualTo("2024-07-24T22:21:29Z");
        assertThat(batch.getErrors())
                .containsExactly(new OperationError(
                        "shp_1be5051c63f7403d851092c64ba0e213",
                        "USPS does not offer service First for this shipment."));
    }

    @ParameterizedTest
    @CsvSource({
        "shipment.deleted, {'object':'Shipment';'id':'shp_1'}, DELETED",
        "shipment.restored, {'id':'shp_1'}, RESTORED",
        "shipment.record.deleted, {'object':'Deletion';'id':'x';'shipment_id':'shp_1'}, DELETED"
    })
    void presenceNeedsNoWholeShipment(String type, String result, ShipmentEventKind kind) {
        List<TypedEvent> events =
                Told.webhook(Told.event(type, result.replace('\'', '"').replace(';', ',')));

        ShipmentEvent event = Told.only(ShipmentEvent.class, events);
        assertThat(events).hasSize(1);
        assertThat(event.getKind()).isEqualTo(kind);
        assertThat(event.getShipmentId()).isEqualTo("shp_1");
        assertThat(event.getVersion().getUpdatedAt()).isEqualTo("2025-06-20T09:00:00Z");
    }

    @Test
    void deletedTrackerDeletesNoShipment() {
        List<TypedEvent> events = Told.webhook(
                Told.event(
                        "tracker.deleted",
                        "{\"object\":\"Tracker\",\"id\":\"trk_1\",\"shipment_id\":\"shp_1\",\"updated_at\":\"2025-01-01T00:00:00Z\"}"));

        assertThat(events).singleElement().extracting(TypedEvent::topic).isEqualTo("tracking-events");
    }

    @Test
    void eventWithoutResultIsItselfTheBody() {
        List<String> recorded = Recordings.lines("events.ndjson");

        OperationEvent cancelled = Told.only(OperationEvent.class, Told.webhook(recorded.get(0)));
        OperationEvent updated = Told.only(OperationEvent.class, Told.webhook(recorded.get(1)));

        assertThat(cancelled.getId()).isEqualTo("evt_1eaf8ebe5be811efb9865bebcdda88e0");
        assertThat(cancelled.getOperationType()).isEqualTo("insurance");
        assertThat(cancelled.getEnvelope().getAccount()).isEqualTo("user_04ad194774a54f6c97d1385715721091");
        assertThat(cancelled.getVersion().getUpdatedAt()).isEqualTo("2024-08-16T15:56:37.713Z");
        assertThat(cancelled.getBody()).contains("\"description\":\"insurance.cancelled\"");
        assertThat(updated.getOperationType()).isEqualTo("batch");
        assertThat(updated.getBody()).doesNotContain("http://example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "claims.updated, Claim, claim",
        "report.done, ShipmentReport, report",
        "payment.created, PaymentLog, payment",
        "scan_form.updated, ScanForm, scan_form",
        "wormhole.opened, Wormhole, wormhole",
        "claims.submitted, Oddity, claim"
    })
    void anythingElseIsAnOperation(String type, String object, String operationType) {
        OperationEvent operation = Told.only(
                OperationEvent.class,
                Told.webhook(Told.event(type, "{\"object\":\"%s\",\"id\":\"x_1\",\"odd\":1}".formatted(object))));

        assertThat(operation.getId()).isEqualTo("x_1");
        assertThat(operation.getOperationType()).isEqualTo(operationType);
        assertThat(operation.getBody()).contains("\"odd\":1");
    }

    @Test
    void bareObjectOfAnUnknownKindIsNamedByItself() {
        assertThat(Told.only(OperationEvent.class, Told.posted("{\"object\":\"CarbonOffset\",\"id\":\"c_1\"}"))
                        .getOperationType())
                .isEqualTo("carbon_offset");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a":1                 | not JSON
                    {} {}                  | not JSON
                    [1]                    | not a JSON object
                    "text"                 | not a JSON object
                    {}                     | no id
                    {"id":"x_1"}           | no object of EasyPost's
                    {"object":"Batch"}     | no id
                    {"object":"Event"}     | no id
                    """)
    void unreadableBodiesHaveOneOfFewReasons(String body, String reason) {
        assertThatThrownBy(() -> Told.webhook(body))
                .isInstanceOf(UnreadableException.class)
                .hasMessage(reason);
    }

    @Test
    void sameTellingHasTheSameIdWithoutAnEvent() {
        String claim = Recordings.lines("claims.ndjson").get(0);

        String id = Told.posted(claim).get(0).cloudEvent().id();

        assertThat(id).matches("posted/clm_097e1ddd8aa54840ad8298f5885b70c8/[0-9a-f]{16}/operation.told");
        assertThat(Told.posted(" " + claim).get(0).cloudEvent().id()).isEqualTo(id);
    }
}
