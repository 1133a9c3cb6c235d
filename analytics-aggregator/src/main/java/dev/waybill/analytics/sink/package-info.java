/**
 * Writes the rollups from their topics to the tables carrier_performance and analytics_summaries. The position of each partition is kept
 * in PostgreSQL and moves in the transaction that writes the rows: a row is written once, and a sink that was overtaken writes nothing.
 */
@NullMarked
package dev.waybill.analytics.sink;

import org.jspecify.annotations.NullMarked;
