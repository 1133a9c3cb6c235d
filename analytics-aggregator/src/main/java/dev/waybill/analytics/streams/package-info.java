/** How Kafka Streams is run: what correctness asks of its settings, bounded memory, survival of failures, and health. */
@NullMarked
package dev.waybill.analytics.streams;

import org.jspecify.annotations.NullMarked;
