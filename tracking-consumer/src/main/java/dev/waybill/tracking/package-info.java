/**
 * tracking-consumer: events into facts. It owns the tables of shipments, people, operations and reports, and the migrations of all
 * tables. Its listeners share one loop (package batch); each feature brings a handler. It is scaled by partitions and serves nothing but
 * its health and figures over HTTP.
 */
@NullMarked
package dev.waybill.tracking;

import org.jspecify.annotations.NullMarked;
