/**
 * Facts into rollups: a Kafka Streams topology folds the newest snapshots of shipments into status events and rollups, and a sink writes
 * the rollups to their tables. The service is scaled by partitions and has no HTTP but the actuator's.
 */
@NullMarked
package dev.waybill.analytics;

import org.jspecify.annotations.NullMarked;
