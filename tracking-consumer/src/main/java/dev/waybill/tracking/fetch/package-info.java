/**
 * Shipments that a tracker named and nobody told: a timer asks for them, and ingest-service fetches them from EasyPost into the inbox, by
 * which they come in like everything else. Each is asked for at most once a day, by one instance, and only by the live service.
 */
@NullMarked
package dev.waybill.tracking.fetch;

import org.jspecify.annotations.NullMarked;
