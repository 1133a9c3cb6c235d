/** Whether each reference does what it is compared for. A reference runs as a benchmark runs it: a process with its own class path. */
@NullMarked
package dev.waybill.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
