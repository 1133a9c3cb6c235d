/** How many webhooks a second become typed events, and how many would only be read and parsed. */
@NullMarked
package dev.waybill.benchmarks.normalize;

import org.jspecify.annotations.NullMarked;
