/**
 * What may befall an installation, a class each: processes killed, frozen, with a wrong clock, without disk; records that nobody can
 * handle. A fault puts everything back as an operator would, and returns when that is done; how long it takes until new events arrive
 * everywhere is measured after it.
 */
@NullMarked
package dev.waybill.benchmarks.torture.faults;

import org.jspecify.annotations.NullMarked;
