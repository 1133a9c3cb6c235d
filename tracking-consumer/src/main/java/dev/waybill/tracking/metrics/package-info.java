/**
 * The figures of one shipment: each a pure function of its row, defined once and used for the columns of shipments and for the snapshot
 * in shipment-metrics alike. Times of scans count as their text writes them where a calendar date is asked for, and as instants where a
 * difference is. What is not known is null, never 0.
 */
@NullMarked
package dev.waybill.tracking.metrics;

import org.jspecify.annotations.NullMarked;
