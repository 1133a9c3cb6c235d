/** What {@code ./waybill up} costs the one who runs it: the time until it is ready, and memory. */
@NullMarked
package dev.waybill.benchmarks.up;

import org.jspecify.annotations.NullMarked;
