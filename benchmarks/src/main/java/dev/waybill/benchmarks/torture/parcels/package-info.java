/**
 * The stream of a torture: parcels of several carriers, told in several versions, twice, late and out of order. The same seed gives the
 * same bytes in the same order. Two tellings of one thing that differ never leave it to a hash which is newer.
 */
@NullMarked
package dev.waybill.benchmarks.torture.parcels;

import org.jspecify.annotations.NullMarked;
