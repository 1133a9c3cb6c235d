/** Tests of the service as a whole, on a real Kafka and a real PostgreSQL. */
@NullMarked
package dev.waybill.tracking;

import org.jspecify.annotations.NullMarked;
