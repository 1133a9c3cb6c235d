/**
 * What each of EasyPost's objects becomes: pure functions from JSON to typed events, a class per object. Nothing told is lost: what a
 * schema does not name, or what does not fit its type, goes into {@code extra}. Personal fields go into PersonalData alone. An object
 * that is not whole (a tracker or shipment without id or updated_at) is refused with {@link UnreadableException}, for it would blank
 * the rest.
 */
@NullMarked
package dev.waybill.ingest.normalizer.mapping;

import org.jspecify.annotations.NullMarked;
