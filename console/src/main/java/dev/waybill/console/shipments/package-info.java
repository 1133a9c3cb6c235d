/** Shipments as they stand in the tables: a list, newest first, and one with all that belongs to it. */
@NullMarked
package dev.waybill.console.shipments;

import org.jspecify.annotations.NullMarked;
