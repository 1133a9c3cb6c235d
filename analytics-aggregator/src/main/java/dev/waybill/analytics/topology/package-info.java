/**
 * The Kafka Streams topology: newest snapshots of shipments in, status events and rollups out. One store keeps what each shipment told
 * last; a snapshot that changes something becomes a change, and only changes go on. A shipment's old contribution is taken out of its
 * rollup row and the new one put in, by two repartition topics; weeks and months are added up from the days. Rows of an older version
 * of this fold are answered with its own.
 */
@NullMarked
package dev.waybill.analytics.topology;

import org.jspecify.annotations.NullMarked;
