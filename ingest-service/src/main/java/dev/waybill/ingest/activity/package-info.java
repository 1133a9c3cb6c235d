/**
 * Reports each request to the API on {@code activity-events}: who, what, from where, how it went. A report never delays or fails the
 * request: it waits in a bounded queue, and is dropped and counted when that is full.
 */
@NullMarked
package dev.waybill.ingest.activity;

import org.jspecify.annotations.NullMarked;
