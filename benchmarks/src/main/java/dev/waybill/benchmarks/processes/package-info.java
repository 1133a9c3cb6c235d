/** What processes take of the machine: memory and processor time, as Linux tells of them in {@code /proc}. */
@NullMarked
package dev.waybill.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
