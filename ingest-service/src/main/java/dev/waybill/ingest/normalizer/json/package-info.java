/**
 * Reading what EasyPost tells without ever failing on it: every value is read into its type or left for {@code extra}, every personal
 * field is cut by its name, and the same content has the same hash. Nothing here knows of Kafka or of the typed events.
 */
@NullMarked
package dev.waybill.ingest.normalizer.json;

import org.jspecify.annotations.NullMarked;
