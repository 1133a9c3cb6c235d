/** Trackers to be made at EasyPost, which tells of their parcels from then on. */
@NullMarked
package dev.waybill.console.trackers;

import org.jspecify.annotations.NullMarked;
