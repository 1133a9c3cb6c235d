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
import java.util.ArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A shipment's row from the columns of shipments, as {@link ShipmentColumns} wrote them. */
final class StoredShipment {

    /** What is read. */
    static final String COLUMNS = """
            easypost_id, mode, easypost_user_id, facets, rates_data, selected_rate, fees, tracking_details, carrier_detail,
            first_estimate, first_estimate_told_at, first_estimate_normalizer_version,
            first_guarantee, first_guarantee_told_at, first_guarantee_normalizer_version""";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StoredShipment() {}

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

    private static @Nullable FirstPromise promise(ResultSet columns, String column) throws SQLException {
        LocalDate date = columns.getObject(column, LocalDate.class);
        OffsetDateTime toldAt = columns.getObject(column + "_told_at", OffsetDateTime.class);
        return date == null || toldAt == null
                ? null
                : new FirstPromise(toldAt.toInstant(), columns.getInt(column + "_normalizer_version"), date);
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
}
