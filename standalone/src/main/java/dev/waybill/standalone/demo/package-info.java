/**
 * The sample that {@code ./waybill demo} plays: EasyPost's recordings, then simulated parcels, sent over HTTP as EasyPost and a shop
 * would send them, and read back from where they ought to arrive. The simulator is a pure function of its seed and the time, takes its
 * shapes from the recordings, and marks every shipment as simulated. What must arrive is worked out from the messages alone, so that
 * the demo proves the services and does not repeat them.
 */
@NullMarked
package dev.waybill.standalone.demo;

import org.jspecify.annotations.NullMarked;
