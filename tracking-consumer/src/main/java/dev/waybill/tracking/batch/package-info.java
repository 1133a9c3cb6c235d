/**
 * How a consumer group's records become transactions: a poll is one batch, the database commits first, and one Kafka transaction then
 * carries what follows from the batch, its dead letters and its offsets. Whatever breaks in between is done again from the committed
 * offsets; a handler must therefore be able to see a record twice. What cannot be handled now is retried without limit while the consumer
 * is paused; what can never be handled is halved down to its record, which goes to its dead letter topic while its neighbours go on.
 */
@NullMarked
package dev.waybill.tracking.batch;

import org.jspecify.annotations.NullMarked;
