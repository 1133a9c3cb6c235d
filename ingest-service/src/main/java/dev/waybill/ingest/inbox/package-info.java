/**
 * Appends raw bodies to {@code easypost.inbox}, the one way into Waybill. An append ends within a fixed time: either the broker has the
 * record on all in-sync replicas, or the caller is told that it did not take it. Also says, without asking the broker at that moment,
 * whether it can be reached.
 */
@NullMarked
package dev.waybill.ingest.inbox;

import org.jspecify.annotations.NullMarked;
