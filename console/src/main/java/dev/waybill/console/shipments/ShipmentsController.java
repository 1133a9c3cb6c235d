package dev.waybill.console.shipments;

import dev.waybill.schemas.http.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shipments by REST. The JSON is PostgreSQL's, one statement a request; names are the columns'. */
@RestController
@RequestMapping(path = "/v1/shipments", produces = MediaType.APPLICATION_JSON_VALUE)
public class ShipmentsController {

    private final JdbcClient database;

    public ShipmentsController(JdbcClient database) {
        this.database = database;
    }

    /** The newest shipments by EasyPost's created_at; those that nobody told yet come last. */
    @GetMapping
    String newest(@RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        return database.sql("""
                        select coalesce(jsonb_agg(to_jsonb(s)), '[]')::text
                        from (
                            select easypost_id, tracking_code, mode, status, carrier, currency, total_cost, created_at
                            from shipments
                            order by created_at desc nulls last
                            limit :limit
                        ) s
                        """).param("limit", limit).query(String.class).single();
    }

    /** One shipment with its addresses, parcel, customs form, scans (oldest first) and metrics. */
    @GetMapping("/{id}")
    String one(@PathVariable String id) {
        return database.sql("""
                        select (to_jsonb(s)
                            - array ['from_address_id', 'to_address_id', 'return_address_id', 'buyer_address_id', 'parcel_id',
                                'customs_info_id', 'tracking_details', 'facets']
                            || jsonb_build_object(
                                'from_address', (select to_jsonb(a) - 'search' from addresses a where a.id = s.from_address_id),
                                'to_address', (select to_jsonb(a) - 'search' from addresses a where a.id = s.to_address_id),
                                'return_address', (select to_jsonb(a) - 'search' from addresses a where a.id = s.return_address_id),
                                'buyer_address', (select to_jsonb(a) - 'search' from addresses a where a.id = s.buyer_address_id),
                                'parcel', (select to_jsonb(p) from parcels p where p.id = s.parcel_id),
                                'customs_info', (select to_jsonb(c) from customs_infos c where c.id = s.customs_info_id),
                                'shipment_events', (
                                    select coalesce(jsonb_agg(to_jsonb(e) - 'shipment_id' order by e.event_datetime, e.id), '[]')
                                    from shipment_events e
                                    where e.shipment_id = s.id),
                                'shipment_metrics', (
                                    select to_jsonb(m) - 'shipment_id' from shipment_metrics m where m.shipment_id = s.id)
                            ))::text
                        from shipments s
                        where s.easypost_id = :id
                        """).param("id", id).query(String.class).optional().orElseThrow(() -> notFound(id));
    }

    private static Problem notFound(String id) {
        return Problem.of(HttpStatus.NOT_FOUND, "not-found", "Nobody told of a shipment " + id);
    }
}
