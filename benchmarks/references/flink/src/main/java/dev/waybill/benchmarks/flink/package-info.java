/**
 * The rollups as Flink's users write them: SQL over an upsert-kafka table of shipment-metrics, on a MiniCluster with RocksDB and
 * exactly-once checkpoints each second, into PostgreSQL by the JDBC connector. {@link dev.waybill.benchmarks.flink.FramedAvroFormat} reads
 * Waybill's framed Avro as it is, and of it only the columns that the queries want. The resources {@code tables.sql} and {@code
 * rollups.sql} hold the tables in PostgreSQL and the queries.
 */
package dev.waybill.benchmarks.flink;
