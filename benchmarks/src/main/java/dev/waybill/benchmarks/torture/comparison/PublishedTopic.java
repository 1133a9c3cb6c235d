package dev.waybill.benchmarks.torture.comparison;

import dev.waybill.benchmarks.torture.comparison.Published.Telling;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic whose last record of a key is a row of a table. */
public enum PublishedTopic {
    SNAPSHOTS(Topics.SHIPMENT_METRICS, """
            select s.easypost_id, m.revision::text
            from shipment_metrics m join shipments s on s.id = m.shipment_id
            """),
    CARRIERS(Topics.CARRIER_PERFORMANCE, """
            select concat_ws('|', mode, carrier, service, date),
                concat_ws(' ', total_shipments, delivered, failed, in_flight, on_time, delayed)
            from carrier_performance
            """),
    SUMMARIES(Topics.ANALYTICS_SUMMARIES, """
            select concat_ws('|', mode, period, date), concat_ws(' ', total_shipments, successful, failed, in_flight)
            from analytics_summaries
            """);

    static final String GONE = "gone";

    private static final String ID = "ce_id";

    private final String topic;
    private final String query;

    PublishedTopic(String topic, String query) {
        this.topic = topic;
        this.query = query;
    }

    String topic() {
        return topic;
    }

    /** The keys of the table's rows, and what their last records should hold. */
    String query() {
        return query;
    }

    /** A snapshot is as new as its revision says; the id of a rollup ends with the place of the change that made it so. */
    Telling read(ConsumerRecord<String, byte[]> record) {
        String told = record.value() == null ? GONE : content(record.value());
        if (this == SNAPSHOTS) {
            return new Telling("", told.equals(GONE) ? Long.MAX_VALUE : Long.parseLong(told), told);
        }
        String id = new String(record.headers().lastHeader(ID).value(), StandardCharsets.UTF_8);
        int offset = id.lastIndexOf('/');
        return new Telling(id.substring(0, offset), Long.parseLong(id.substring(offset + 1)), told);
    }

    private String content(byte[] value) {
        return switch (this) {
            case SNAPSHOTS ->
                text(Wire.BUNDLED.decode(value, ShipmentMetrics.class).getRevision());
            case CARRIERS -> carriers(Wire.BUNDLED.decode(value, CarrierPerformance.class));
            case SUMMARIES -> summaries(Wire.BUNDLED.decode(value, AnalyticsSummary.class));
        };
    }

    private static String carriers(CarrierPerformance row) {
        return text(
                row.getTotalShipments(),
                row.getDelivered(),
                row.getFailed(),
                row.getInFlight(),
                row.getOnTime(),
                row.getDelayed());
    }

    private static String summaries(AnalyticsSummary row) {
        return text(row.getTotalShipments(), row.getSuccessful(), row.getFailed(), row.getInFlight());
    }

    private static String text(long... figures) {
        return Arrays.stream(figures).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    private static final class Wire {
        private static final AvroWire BUNDLED = new AvroWire(BundledSchemas.catalogue());
    }
}
