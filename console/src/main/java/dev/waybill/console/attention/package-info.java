/** Shipments that need attention, and what operators do about them. */
@NullMarked
package dev.waybill.console.attention;

import org.jspecify.annotations.NullMarked;
