/** What the write edge does when twice as much comes as it takes: it refuses what is too much, at once, and is itself again afterwards. */
@NullMarked
package dev.waybill.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
