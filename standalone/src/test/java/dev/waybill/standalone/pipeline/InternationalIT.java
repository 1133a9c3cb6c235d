package dev.waybill.standalone.pipeline;

import static dev.waybill.standalone.pipeline.Values.at;
import static dev.waybill.standalone.pipeline.Values.date;
import static dev.waybill.standalone.pipeline.Values.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the tables say of a parcel from Dallas to Manchester, insured, weighed again by its carrier and delivered: a simulated one, in
 * the shape of the recordings, of which none crosses a border. The expected values were worked out by hand from its messages.
 */
@ExtendWith(Played.Once.class)
class InternationalIT {

    private static final String ID = "shp_a05c32cd842d9404dc811e2561dc5cb5";
    private static final String SERVICE = "FirstClassPackageInternationalService";

    private final Tables tables;

    InternationalIT(Played played) {
        tables = played.tables();
    }

    @Test
    void theShipmentIsWhatWasToldLast() {
        Map<String, Object> shipment = tables.shipment(ID);
        assertThat(shipment)
                .containsEntry("reference", "simulated-282")
                .containsEntry("mode", "production")
                .containsEntry("status", "delivered")
                .containsEntry("carrier", "USPS")
                .containsEntry("service", SERVICE)
                .containsEntry("finalized", true)
                .containsEntry("signed_by", "SIMULATED SIGNER")
                .containsEntry("label_date", at("2026-02-24T21:12:08Z"))
                .containsEntry("delivered_at", at("2026-03-10T15:01:30Z"))
                .containsEntry("first_estimate", date("2026-03-09"))
                .containsEntry("delivery_days", 9)
                .containsEntry("currency", "USD")
                .containsEntry("invoice_currency", "USD")
                .containsEntry("adjustment_reason", "weight");
        number(shipment, "insurance", "250");
        number(shipment, "base_cost", "22.79");
        number(shipment, "invoice_amount", "25.82");
        number(shipment, "adjustment_amount", "3.03");
        Map<String, Object> json = tables.row("""
                        select origin ->> 'city' origin, destination ->> 'city' destination,
                            destination ->> 'country' country, (captured ->> 'weight')::numeric weighed
                        from shipments where easypost_id = ?
                        """, ID);
        assertThat(json)
                .containsEntry("origin", "Dallas")
                .containsEntry("destination", "Manchester")
                .containsEntry("country", "GB");
        number(json, "weighed", "38.6");
        assertThat(tables.scans(ID)).containsEntry("scans", 11L).containsEntry("first", at("2026-02-24T15:29:54Z"));
    }

    /** The invoice, the label's and the insurance's fee: 25.82 + 0.05 + 1.25; what is more than rate and insurance is a surcharge. */
    @Test
    void whatItCostCountsTheInvoiceAndTheFees() {
        Map<String, Object> metrics = tables.metrics(ID);
        assertThat(metrics).containsEntry("currency", "USD");
        number(metrics, "base_rate", "22.79");
        number(metrics, "total_cost", "27.12");
        number(metrics, "surcharges", "3.08");
        number(metrics, "insurance_cost", "1.25");
        number(metrics, "fees_total", "24.09");
        number(metrics, "adjustment", "3.03");
        number(metrics, "list_rate", "24.61");
        number(metrics, "retail_rate", "30.77");
    }

    /** Nine business days from Tuesday the 24th are Monday the 9th; the shop handed it over a day late. Two weekends lie in between. */
    @Test
    void itsDaysAndItsPromiseAreCountedOverTheWeekends() {
        Map<String, Object> metrics = tables.metrics(ID);
        assertThat(metrics)
                .containsEntry("shipped_on", date("2026-02-24"))
                .containsEntry("promised_date", date("2026-03-10"))
                .containsEntry("attempted_date", date("2026-03-10"))
                .containsEntry("delivered_date", date("2026-03-10"))
                .containsEntry("on_time", true)
                .containsEntry("days_late", 0)
                .containsEntry("creation_to_purchase_seconds", 303L)
                .containsEntry("label_to_first_scan_seconds", 68_364L)
                .containsEntry("first_scan_to_delivery_seconds", 1_118_998L)
                .containsEntry("longest_scan_gap_seconds", 205_910L)
                .containsEntry("estimated_delivery_days", 9)
                .containsEntry("tracking_updates_count", 11)
                .containsEntry("exceptions_count", 0)
                .containsEntry("delivery_attempts", 1)
                .containsEntry("final_status", "delivered")
                .containsEntry("counted", true);
        number(metrics, "actual_delivery_days", "13.74262");
        number(metrics, "transit_days", "12.95137");
        number(metrics, "transit_business_days", "8.95137");
    }

    @Test
    void itsWayIsMeasuredFromCityToCity() {
        Map<String, Object> metrics = tables.metrics(ID);
        assertThat(metrics)
                .containsEntry("origin_country", "US")
                .containsEntry("origin_state", "TX")
                .containsEntry("origin_postal_prefix", "752")
                .containsEntry("destination_country", "GB")
                .containsEntry("destination_state", null)
                .containsEntry("destination_postal_prefix", "M1");
        number(metrics, "distance_km", "7418.8");
    }

    @Test
    void itIsDeclaredAtTheBorder() {
        Map<String, Object> declared = tables.row("""
                select c.contents_type, c.customs_signer, c.non_delivery_option, c.eel_pfc, jsonb_array_length(c.customs_items) items,
                    c.customs_items -> 0 ->> 'hs_tariff_number' tariff, (c.customs_items -> 0 ->> 'value')::numeric worth
                from shipments s join customs_infos c on c.id = s.customs_info_id
                where s.easypost_id = ?
                """, ID);
        assertThat(declared)
                .containsEntry("contents_type", "merchandise")
                .containsEntry("customs_signer", "Simulated Signer")
                .containsEntry("non_delivery_option", "return")
                .containsEntry("eel_pfc", "NOEEI 30.37(a)")
                .containsEntry("items", 1)
                .containsEntry("tariff", "420330");
        number(declared, "worth", "128.41");
        assertThat(tables.row("""
                        select a.name, a.city, a.zip, a.country, p.mass_unit, p.weight
                        from shipments s join addresses a on a.id = s.to_address_id join parcels p on p.id = s.parcel_id
                        where s.easypost_id = ?
                        """, ID))
                .containsEntry("name", "Barbara Sample")
                .containsEntry("city", "Manchester")
                .containsEntry("zip", "M1 1AE")
                .containsEntry("country", "GB")
                .containsEntry("mass_unit", "oz");
    }

    /** One of one on time: the lower bound of the Wilson interval is 1 / (1 + 1.96²). 13.74 days are 329 full hours. */
    @Test
    void theRollupsOfProductionHoldItAlone() {
        Map<String, Object> carrier = tables.carrier("production", SERVICE, "2026-02-24");
        assertThat(carrier)
                .containsEntry("total_shipments", 1L)
                .containsEntry("delivered", 1L)
                .containsEntry("on_time", 1L)
                .containsEntry("delayed", 0L)
                .containsEntry("currency", "USD");
        number(carrier, "total_cost", "27.12");
        number(carrier, "average_cost", "27.12");
        number(carrier, "min_delivery_days", "13.70833");
        number(carrier, "on_time_rate", "1");
        assertThat(carrier.get("reliability_score"))
                .asInstanceOf(InstanceOfAssertFactories.BIG_DECIMAL)
                .isBetween(new BigDecimal("20.65"), new BigDecimal("20.66"));
        Map<String, Object> month = tables.row("""
                select total_shipments, successful, total_cost, top_destinations -> 0 ->> 'country' country
                from analytics_summaries
                where mode = 'production' and period = 'monthly' and date = date '2026-02-01'
                """);
        assertThat(month)
                .containsEntry("total_shipments", 1L)
                .containsEntry("successful", 1L)
                .containsEntry("country", "GB");
        number(month, "total_cost", "27.12");
    }
}
