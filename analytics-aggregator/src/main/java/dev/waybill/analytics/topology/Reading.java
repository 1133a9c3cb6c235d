package dev.waybill.analytics.topology;

import dev.waybill.events.ShipmentMetrics;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** What a record of shipment-metrics turned out to be. */
sealed interface Reading {

    /** A snapshot; null for a tombstone. */
    record Snapshot(@Nullable ShipmentMetrics shipment) implements Reading {}

    /** Bytes that are no snapshot. The record's headers have become those of a dead letter. */
    record Unreadable(@Nullable Bytes value) implements Reading {}
}
