/**
 * The write edge of Waybill as one application context. What comes in by HTTP or from EasyPost's API is appended, as received, to
 * {@code easypost.inbox}; the normalizer reads it from there. Nothing here needs a database.
 */
@NullMarked
package dev.waybill.ingest;

import org.jspecify.annotations.NullMarked;
