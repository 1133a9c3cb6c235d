/** Load over HTTP: as much as can be had from so many connections, or at a rate that does not wait for answers. */
@NullMarked
package dev.waybill.benchmarks.load;

import org.jspecify.annotations.NullMarked;
