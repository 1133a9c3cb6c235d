/**
 * Fetches from EasyPost's API what nobody told yet, as {@code fetch-requests} asks, and appends the answers to the inbox as they came.
 * EasyPost's client library gives the connection's settings and no more: it speaks HTTPS alone, hides the Retry-After header, reads
 * answers of any size into memory, and its models turn numbers into floats. Each account has a
 * consumer group of its own. Without a key nothing is consumed.
 */
@NullMarked
package dev.waybill.ingest.fetch;

import org.jspecify.annotations.NullMarked;
