/**
 * The tables beside the oracle's content, cell by cell. Left out is what a row says of itself (ids, created_at, updated_at and received_at
 * where they are the row's own, revision, hashes), distance_km, which needs a table of places, and the tables that the stream does not
 * fill: customs_infos, batch_operations, erasures, telemetry.
 */
@NullMarked
package dev.waybill.benchmarks.torture.comparison;

import org.jspecify.annotations.NullMarked;
