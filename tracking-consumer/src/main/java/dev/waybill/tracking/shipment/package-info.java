/**
 * What Waybill knows of one shipment and how events change it. A row is made of facets, each the newest version of one thing and replaced
 * whole, so that neither order nor repetition of the events matters. Everything here is pure: values in, values out; no database, no
 * broker, no clock. What follows from a row (status, cost, promise) is computed in {@code dev.waybill.tracking.metrics}.
 */
@NullMarked
package dev.waybill.tracking.shipment;

import org.jspecify.annotations.NullMarked;
