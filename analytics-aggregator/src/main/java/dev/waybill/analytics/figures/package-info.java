/**
 * What is counted, as values: what one shipment contributes, and what contributions add up to. Whatever is added can be taken out again
 * and leaves no trace, so that neither order nor repetition of corrections matters. Nothing here knows Kafka or PostgreSQL.
 */
@NullMarked
package dev.waybill.analytics.figures;

import org.jspecify.annotations.NullMarked;
