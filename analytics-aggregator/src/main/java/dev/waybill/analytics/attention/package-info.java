/**
 * Which shipments need somebody's attention, and why. The conditions are pure functions of the newest snapshot: each says from when on it holds
 * if nothing new is told, so that time alone raises what only time can, and no parcel is looked at in between.
 */
@NullMarked
package dev.waybill.analytics.attention;

import org.jspecify.annotations.NullMarked;
