/**
 * The facts of shipments: the tables shipments, addresses, parcels, customs_infos, shipment_events and shipment_metrics, each with one
 * class that owns its SQL, and the handler that folds a batch of events into them with a fixed number of statements. What a row means is
 * decided in {@code dev.waybill.tracking.shipment} and {@code dev.waybill.tracking.metrics}; here it is only read, locked, compared and
 * written. Unchanged rows are not written.
 */
@NullMarked
package dev.waybill.tracking.facts;

import org.jspecify.annotations.NullMarked;
