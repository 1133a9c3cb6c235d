/**
 * The writer of scans without code: Kafka Connect, standalone, with Debezium's JDBC sink. {@link
 * dev.waybill.benchmarks.debezium.DebeziumSink} runs it, {@link dev.waybill.benchmarks.debezium.Fill} writes what it reads from a file of
 * JSON lines.
 *
 * <p>A line is one scan: the strings {@code id}, {@code shipment_id} (UUIDs), {@code status}, {@code event_datetime}, {@code received_at}
 * (ISO 8601, UTC), and, each of which may be missing or null, {@code status_detail}, {@code message}, {@code description}, {@code
 * carrier_status}, {@code source}, {@code told_as}, and the object {@code tracking_location}. Each becomes one record of Kafka Connect's
 * JSON with schemas, its key {@code event_datetime} and {@code id}. The resource {@code scans.sql} makes the table, with the indexes of
 * shipment_events.
 */
package dev.waybill.benchmarks.debezium;
