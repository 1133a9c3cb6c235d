/** How many webhooks a second the write edge accepts durably, and how much of that the same server would do without it. */
@NullMarked
package dev.waybill.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
