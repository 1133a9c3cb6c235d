/**
 * The edge as Camel's users write it: platform-http on Vert.x to the Kafka component, 200 once all in-sync replicas have the record. It
 * checks no signature.
 */
package dev.waybill.benchmarks.camel;
