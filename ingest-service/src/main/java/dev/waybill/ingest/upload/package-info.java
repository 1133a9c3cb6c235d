/**
 * {@code POST /v1/shipments}: takes one shipment in EasyPost's shape, an array, or NDJSON of any length apart without ever holding more
 * than one of them, and appends each to the inbox as the bytes that came. A line that cannot be read is reported and the others go on.
 */
@NullMarked
package dev.waybill.ingest.upload;

import org.jspecify.annotations.NullMarked;
