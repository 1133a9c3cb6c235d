package dev.waybill.benchmarks.spring;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.TrackingLocation;
import dev.waybill.events.Version;
import dev.waybill.schemas.identity.RowId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a tracker, a statement each. */
public class Trackers implements InitializingBean {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MONTHS_BACK = 24;

    private final JdbcTemplate database;

    Trackers(JdbcTemplate database) {
        this.database = database;
    }

    /** Makes the months of scans. */
    @Override
    public void afterPropertiesSet() {
        LocalDate month = LocalDate.now(ZoneOffset.UTC).minusMonths(MONTHS_BACK);
        for (int next = 0; next <= MONTHS_BACK + 1; next++) {
            database.query("select ensure_month('shipment_events', ?)", row -> {}, month.plusMonths(next));
        }
    }

    /** Writes a tracker and returns the snapshot of its shipment. */
    @Transactional
    public ShipmentMetrics write(TrackingEvent event) {
        UUID id = RowId.of(event.getShipmentId());
        ShipmentMetrics metrics = Figures.of(event);
        writeShipment(id, event, metrics);
        event.getTracker().getTrackingDetails().forEach(scan -> writeScan(id, event, scan));
        writeMetrics(id, metrics);
        return metrics;
    }

    private void writeShipment(UUID id, TrackingEvent event, ShipmentMetrics metrics) {
        Tracker tracker = event.getTracker();
        Version version = event.getVersion();
        database.update(
                """
                insert into shipments (id, easypost_id, tracker_id, tracking_code, mode, status, status_detail, carrier, service,
                    tracking_details, carrier_detail, est_delivery_date, is_return, delivered_at, finalized, public_url,
                    easypost_user_id, tracker_updated_at, tracker_normalizer_version, tracker_scans, tracker_newest_scan_at,
                    tracker_hash, modified_by, received_at)
                values (?, ?, ?, ?, ?, cast(? as shipment_status), ?, ?, ?, cast(? as jsonb), cast(? as jsonb), ?, ?, ?, ?, ?, ?,
                    ?, ?, ?, ?, ?, lower(?), ?)
                on conflict (id) do update set
                    (tracker_id, tracking_code, mode, status, status_detail, carrier, service, tracking_details, carrier_detail,
                    est_delivery_date, is_return, delivered_at, finalized, public_url, easypost_user_id, tracker_updated_at,
                    tracker_normalizer_version, tracker_scans, tracker_newest_scan_at, tracker_hash, modified_by, received_at) =
                    (excluded.tracker_id, excluded.tracking_code, excluded.mode, excluded.status, excluded.status_detail,
                    excluded.carrier, excluded.service, excluded.tracking_details, excluded.carrier_detail,
                    excluded.est_delivery_date, excluded.is_return, excluded.delivered_at, excluded.finalized, excluded.public_url,
                    excluded.easypost_user_id, excluded.tracker_updated_at, excluded.tracker_normalizer_version,
                    excluded.tracker_scans, excluded.tracker_newest_scan_at, excluded.tracker_hash, excluded.modified_by,
                    excluded.received_at)
                where shipments.tracker_updated_at is null or shipments.tracker_updated_at <= excluded.tracker_updated_at
                """,
                id,
                event.getShipmentId(),
                tracker.getId(),
                tracker.getTrackingCode(),
                metrics.getMode(),
                metrics.getStatus(),
                tracker.getStatusDetail(),
                metrics.getCarrier(),
                metrics.getService(),
                json(tracker.getTrackingDetails().stream().map(Trackers::scan).toList()),
                json(tracker.getCarrierDetail() == null ? null : detail(tracker.getCarrierDetail())),
                tracker.getEstDeliveryDate(),
                tracker.getIsReturn(),
                time(metrics.getDeliveredAt()),
                Boolean.TRUE.equals(tracker.getFinalized()),
                tracker.getPublicUrl(),
                event.getEnvelope().getAccount(),
                time(version.getUpdatedAt()),
                version.getNormalizerVersion(),
                version.getRank(),
                time(version.getNewestScanAt()),
                version.getHash(),
                event.getEnvelope().getSource().name(),
                time(event.getEnvelope().getReceivedAt()));
    }

    private void writeScan(UUID shipment, TrackingEvent event, TrackingDetail scan) {
        if (scan.getDatetime() == null) {
            return;
        }
        Map<String, @Nullable String> place = place(scan.getTrackingLocation());
        database.update(
                """
                insert into shipment_events (id, shipment_id, status, status_detail, message, description, carrier_status, source,
                    tracking_location, event_datetime, told_as, received_at)
                values (?, ?, cast(? as shipment_status), ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?)
                on conflict do nothing
                """,
                RowId.ofScan(
                        event.getShipmentId(),
                        scan.getDatetime(),
                        scan.getStatus(),
                        scan.getStatusDetail(),
                        scan.getMessage(),
                        scan.getCarrierCode(),
                        scan.getSource(),
                        place == null ? null : place.toString()),
                shipment,
                Figures.status(scan.getStatus()),
                scan.getStatusDetail(),
                scan.getMessage(),
                scan.getDescription(),
                scan.getCarrierCode(),
                scan.getSource(),
                json(place),
                time(scan.getDatetime()),
                scan.getToldAs(),
                time(event.getEnvelope().getReceivedAt()));
    }

    private void writeMetrics(UUID id, ShipmentMetrics metrics) {
        database.update(
                """
                insert into shipment_metrics (shipment_id, tracking_updates_count, exceptions_count, delivery_attempts, mode, account,
                    carrier, service, shipped_on, counted, final_status, delivered_date, revision)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                on conflict (shipment_id) do update set
                    (tracking_updates_count, exceptions_count, delivery_attempts, mode, account, carrier, service, shipped_on, counted,
                    final_status, delivered_date, revision, updated_at) =
                    (excluded.tracking_updates_count, excluded.exceptions_count, excluded.delivery_attempts, excluded.mode,
                    excluded.account, excluded.carrier, excluded.service, excluded.shipped_on, excluded.counted,
                    excluded.final_status, excluded.delivered_date, shipment_metrics.revision + 1, now())
                where shipment_metrics.tracking_updates_count <= excluded.tracking_updates_count
                """,
                id,
                metrics.getTrackingUpdatesCount(),
                metrics.getExceptionsCount(),
                metrics.getDeliveryAttempts(),
                metrics.getMode(),
                metrics.getAccount(),
                metrics.getCarrier(),
                metrics.getService(),
                metrics.getShippedOn(),
                metrics.getCounted(),
                metrics.getFinalStatus(),
                metrics.getDeliveredDate());
    }

    private static Map<String, @Nullable Object> scan(TrackingDetail scan) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("datetime", scan.getToldAs());
        json.put("status", scan.getStatus());
        json.put("status_detail", scan.getStatusDetail());
        json.put("message", scan.getMessage());
        json.put("description", scan.getDescription());
        json.put("source", scan.getSource());
        json.put("carrier_code", scan.getCarrierCode());
        json.put("tracking_location", place(scan.getTrackingLocation()));
        return json;
    }

    private static Map<String, @Nullable Object> detail(CarrierDetail detail) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("service", detail.getService());
        json.put("container_type", detail.getContainerType());
        json.put("origin_location", detail.getOriginLocation());
        json.put("origin_tracking_location", place(detail.getOriginTrackingLocation()));
        json.put("destination_location", detail.getDestinationLocation());
        json.put("destination_tracking_location", place(detail.getDestinationTrackingLocation()));
        return json;
    }

    private static @Nullable Map<String, @Nullable String> place(@Nullable TrackingLocation told) {
        if (told == null) {
            return null;
        }
        var json = new LinkedHashMap<String, @Nullable String>();
        json.put("city", told.getCity());
        json.put("state", told.getState());
        json.put("country", told.getCountry());
        json.put("zip", told.getZip());
        return json;
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : JSON.writeValueAsString(value);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
