/**
 * Which shipments need attention and what was done about it, as rows. The newest telling of a shipment and a reason wins, whatever the order;
 * what an operator did stands for itself.
 */
@NullMarked
package dev.waybill.tracking.attention;

import org.jspecify.annotations.NullMarked;
