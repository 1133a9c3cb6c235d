package dev.waybill.tracking.facts;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.Fee;
import dev.waybill.events.Insurance;
import dev.waybill.events.Rate;
import dev.waybill.events.Refund;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.events.Source;
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
import dev.waybill.tracking.shipment.ShipmentRow.FirstPromises;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
 * A shipment's row as the columns of shipments, and back. The facets are the truth; what a facet holds that has a column of its own
 * (rates, the selected rate, fees, scans, the carrier's detail) is in that column alone. Derived columns are written and never read.
 */
final class ShipmentColumns {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> OF_SHIPMENT = Set.of("rates", "selected_rate", "fees");
    private static final Set<String> OF_TRACKER = Set.of("tracking_details", "carrier_detail");

    private ShipmentColumns() {}

    /** Returns every column that the fold decides, but for those that are null. */
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

    /** What {@link #read} needs. */
    static final String READ = """
            easypost_id, mode, easypost_user_id, facets, rates_data, selected_rate, fees, tracking_details, carrier_detail,
            first_estimate, first_estimate_told_at, first_estimate_normalizer_version,
            first_guarantee, first_guarantee_told_at, first_guarantee_normalizer_version""";

    /** Returns the row that the columns hold. */
    static ShipmentRow read(ResultSet columns) throws SQLException {
        JsonNode facets = json(columns, "facets");
        return new ShipmentRow(
                columns.getString("easypost_id"),
                columns.getString("mode"),
                columns.getString("easypost_user_id"),
                new Facets(
                        shipment(facets.path("told"), columns),
                        tracker(facets.path("tracker"), columns),
                        facet(facets.path("refund"), value -> AvroJson.read(value, Refund.class)),
                        facet(facets.path("insurance"), value -> AvroJson.read(value, Insurance.class)),
                        facet(facets.path("invoice"), value -> AvroJson.read(value, ShipmentInvoice.class)),
                        facet(facets.path("presence"), value -> ShipmentEventKind.valueOf(value.stringValue()))),
                new FirstPromises(promise(columns, "first_estimate"), promise(columns, "first_guarantee")));
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

    private static @Nullable FirstPromise promise(ResultSet columns, String column) throws SQLException {
        LocalDate date = columns.getObject(column, LocalDate.class);
        OffsetDateTime toldAt = columns.getObject(column + "_told_at", OffsetDateTime.class);
        return date == null || toldAt == null
                ? null
                : new FirstPromise(toldAt.toInstant(), columns.getInt(column + "_normalizer_version"), date);
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

    private static <T> @Nullable Facet<T> facet(JsonNode json, Function<JsonNode, T> value) {
        if (!json.isObject()) {
            return null;
        }
        var stripped = new ArrayList<String>();
        json.path("stripped").forEach(field -> stripped.add(field.stringValue()));
        return new Facet<>(
                value.apply(json.path("value")),
                AvroJson.read(json.path("version"), Version.class),
                new Arrival(
                        Instant.parse(json.path("received_at").stringValue()),
                        Source.valueOf(json.path("source").stringValue())),
                stripped);
    }

    private static @Nullable Facet<Shipment> shipment(JsonNode told, ResultSet columns) throws SQLException {
        JsonNode rates = json(columns, "rates_data");
        JsonNode selected = json(columns, "selected_rate");
        JsonNode fees = json(columns, "fees");
        return facet(told, value -> {
            Shipment shipment = AvroJson.read(value, Shipment.class);
            shipment.put("rates", AvroJson.readAll(rates, Rate.class));
            shipment.put("selected_rate", selected.isObject() ? AvroJson.read(selected, Rate.class) : null);
            shipment.put("fees", AvroJson.readAll(fees, Fee.class));
            return shipment;
        });
    }

    private static @Nullable Facet<Tracker> tracker(JsonNode told, ResultSet columns) throws SQLException {
        JsonNode details = json(columns, "tracking_details");
        JsonNode detail = json(columns, "carrier_detail");
        return facet(told, value -> {
            Tracker tracker = AvroJson.read(value, Tracker.class);
            tracker.put("tracking_details", AvroJson.readAll(details, TrackingDetail.class));
            tracker.put("carrier_detail", detail.isObject() ? AvroJson.read(detail, CarrierDetail.class) : null);
            return tracker;
        });
    }

    /** A missing node for null. */
    private static JsonNode json(ResultSet columns, String column) throws SQLException {
        String text = columns.getString(column);
        return text == null ? NODES.missingNode() : RowJson.read(text);
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
