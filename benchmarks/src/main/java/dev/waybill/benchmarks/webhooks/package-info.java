/**
 * Webhooks as EasyPost sends them, made of the recorded trackers: each carries its parcel's whole history. The same seed gives the same
 * bytes.
 */
@NullMarked
package dev.waybill.benchmarks.webhooks;

import org.jspecify.annotations.NullMarked;
