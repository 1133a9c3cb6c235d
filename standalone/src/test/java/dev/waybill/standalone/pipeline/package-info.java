/** The four services together, spoken to over HTTP and looked at through PostgreSQL and Kafka. */
@NullMarked
package dev.waybill.standalone.pipeline;

import org.jspecify.annotations.NullMarked;
