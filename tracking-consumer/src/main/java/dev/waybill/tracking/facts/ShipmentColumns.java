package dev.waybill.tracking.facts;

import dev.waybill.events.Shipment;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.Version;
import dev.waybill.schemas.wire.AvroJson;
import dev.waybill.tracking.metrics.DerivedColumns;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.Arrival;
import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.FirstPromise;
import dev.waybill.tracking.shipment.ShipmentRow;
import dev.waybill.tracking.shipment.ShipmentRow.Facets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shipment's row as the columns of shipments. The facets are the truth; what a facet holds that has a column of its own (rates, the
 * selected rate, fees, scans, the carrier's detail) is in that column alone. Derived columns are written and never read.
 */
final class ShipmentColumns {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> OF_SHIPMENT = Set.of("rates", "selected_rate", "fees");
    private static final Set<String> OF_TRACKER = Set.of("tracking_details", "carrier_detail");

    private ShipmentColumns() {}

    /** Returns every column that the fold decides; one that is left out is null. */
    static ObjectNode write(ShipmentRow row) {
        ObjectNode columns = shortColumns(row);
        ObjectNode facets = facets(row.facets(), Facets.NONE);
        if (!facets.isEmpty()) {
            columns.set("facets", facets);
        }
        Shipment told = row.shipment();
        if (told != null) {
            addLong(columns, told);
        }
        Tracker tracker = row.tracker();
        if (tracker != null) {
            columns.set("tracking_details", AvroJson.write(tracker.getTrackingDetails()));
            columns.set("carrier_detail", wholeOrNull(tracker.getCarrierDetail()));
        }
        return columns;
    }

    /**
     * Returns what of a row that is there is to be written: the short columns that are not null, the long ones (rates_data, selected_rate,
     * fees, carrier_detail) that have changed, null ones too, of facets those that have, and of tracking_details those that are new at the
     * end, as tracking_details_added, where the others are as they were.
     */
    static ObjectNode change(ShipmentRow stored, ShipmentRow row) {
        ObjectNode columns = shortColumns(row);
        columns.set("facets", facets(row.facets(), stored.facets()));
        Shipment told = row.shipment();
        Shipment before = stored.shipment();
        if (told != null && !told.equals(before)) {
            addLong(columns, told);
        }
        Tracker tracker = row.tracker();
        if (tracker != null) {
            changeTracker(columns, stored.tracker(), tracker);
        }
        return columns;
    }

    private static void addLong(ObjectNode columns, Shipment told) {
        columns.set("rates_data", AvroJson.write(told.getRates()));
        columns.set("selected_rate", wholeOrNull(told.getSelectedRate()));
        columns.set("fees", AvroJson.write(told.getFees()));
    }

    private static void changeTracker(ObjectNode columns, @Nullable Tracker stored, Tracker tracker) {
        if (stored == null || !Objects.equals(tracker.getCarrierDetail(), stored.getCarrierDetail())) {
            columns.set("carrier_detail", wholeOrNull(tracker.getCarrierDetail()));
        }
        List<TrackingDetail> details = tracker.getTrackingDetails();
        List<TrackingDetail> known = stored == null ? List.of() : stored.getTrackingDetails();
        int same = known.size();
        if (stored == null || same > details.size() || !details.subList(0, same).equals(known)) {
            columns.set("tracking_details", AvroJson.write(details));
        } else if (same < details.size()) {
            columns.set("tracking_details_added", AvroJson.write(details.subList(same, details.size())));
        }
    }

    private static ObjectNode shortColumns(ShipmentRow row) {
        ObjectNode columns = NODES.objectNode();
        columns.put("id", row.id().toString())
                .put("easypost_id", row.key())
                .put("mode", row.mode())
                .put("easypost_user_id", row.account());
        writeVersions(columns, row.facets());
        writePromise(columns, "first_estimate", row.firstPromises().estimate());
        writePromise(columns, "first_guarantee", row.firstPromises().guarantee());
        Arrival arrival = row.newestArrival();
        columns.put("received_at", arrival == null ? null : arrival.receivedAt().toString());
        columns.put(
                "modified_by", arrival == null ? null : arrival.source().name().toLowerCase(Locale.ROOT));
        flatten(columns, RowJson.tree(DerivedColumns.of(row)));
        columns.properties().removeIf(column -> column.getValue().isNull());
        return columns;
    }

    /** The facets that are not as they were. */
    private static ObjectNode facets(Facets facets, Facets before) {
        ObjectNode written = NODES.objectNode();
        put(written, "told", facets.told(), before.told(), told -> AvroJson.write(told, OF_SHIPMENT));
        put(written, "tracker", facets.tracker(), before.tracker(), tracker -> AvroJson.write(tracker, OF_TRACKER));
        put(written, "refund", facets.refund(), before.refund(), ShipmentColumns::whole);
        put(written, "insurance", facets.insurance(), before.insurance(), ShipmentColumns::whole);
        put(written, "invoice", facets.invoice(), before.invoice(), ShipmentColumns::whole);
        put(written, "presence", facets.presence(), before.presence(), kind -> NODES.stringNode(kind.name()));
        return written;
    }

    private static void writeVersions(ObjectNode columns, Facets facets) {
        writeVersion(columns, "told", facets.told());
        writeVersion(columns, "tracker", facets.tracker());
        writeVersion(columns, "refund", facets.refund());
        writeVersion(columns, "insurance", facets.insurance());
        writeVersion(columns, "invoice", facets.invoice());
        writeVersion(columns, "presence", facets.presence());
        columns.put(
                "told_rank",
                facets.told() == null ? null : facets.told().version().getRank());
        Version scanned = facets.tracker() == null ? null : facets.tracker().version();
        columns.put(
                "tracker_updated_on",
                scanned == null
                        ? null
                        : LocalDate.ofInstant(scanned.getUpdatedAt(), ZoneOffset.UTC)
                                .toString());
        columns.put("tracker_scans", scanned == null ? null : scanned.getRank());
        columns.put("tracker_newest_scan_at", scanned == null ? null : textOrNull(scanned.getNewestScanAt()));
    }

    private static void writeVersion(ObjectNode columns, String facet, @Nullable Facet<?> newest) {
        Version version = newest == null ? null : newest.version();
        columns.put(
                facet + "_updated_at",
                version == null ? null : version.getUpdatedAt().toString());
        columns.put(facet + "_normalizer_version", version == null ? null : version.getNormalizerVersion());
        columns.put(facet + "_hash", version == null ? null : version.getHash());
    }

    private static void writePromise(ObjectNode columns, String column, @Nullable FirstPromise promise) {
        columns.put(column, promise == null ? null : promise.date().toString());
        columns.put(
                column + "_told_at", promise == null ? null : promise.toldAt().toString());
        columns.put(column + "_normalizer_version", promise == null ? null : promise.normalizerVersion());
    }

    private static <T> void put(
            ObjectNode facets,
            String name,
            @Nullable Facet<T> newest,
            @Nullable Facet<T> before,
            Function<T, JsonNode> value) {
        if (newest != null && !newest.equals(before)) {
            ObjectNode facet = facets.putObject(name);
            facet.set("version", whole(newest.version()));
            facet.put("received_at", newest.arrival().receivedAt().toString());
            facet.put("source", newest.arrival().source().name());
            newest.stripped().forEach(facet.putArray("stripped")::add);
            facet.set("value", value.apply(newest.value()));
        }
    }

    private static void flatten(ObjectNode columns, JsonNode derived) {
        derived.properties()
                .forEach(group -> group.getValue()
                        .properties()
                        .forEach(column -> columns.set(column.getKey(), column.getValue())));
    }

    private static ObjectNode whole(SpecificRecord value) {
        return AvroJson.write(value, Set.of());
    }

    private static @Nullable ObjectNode wholeOrNull(@Nullable SpecificRecord value) {
        return value == null ? null : whole(value);
    }

    private static @Nullable String textOrNull(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
