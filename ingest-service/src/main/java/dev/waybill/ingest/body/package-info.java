/**
 * Request bodies on their way into memory. All requests together hold no more bytes than a budget, and each has so long to bring what it
 * holds memory for: neither many clients nor slow ones can fill the heap.
 */
@NullMarked
package dev.waybill.ingest.body;

import org.jspecify.annotations.NullMarked;
