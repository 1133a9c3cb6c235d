/**
 * How fast Waybill is. Every figure stands beside a reference that is measured in the same run, on the same cores and with the same
 * guarantees, so that their ratio means something on any machine. Broker, PostgreSQL and services are processes of their own, the load
 * comes from this one.
 */
@NullMarked
package dev.waybill.benchmarks;

import org.jspecify.annotations.NullMarked;
