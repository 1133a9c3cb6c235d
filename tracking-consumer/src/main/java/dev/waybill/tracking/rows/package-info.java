/**
 * Rows and events in the forms in which this service hands them to PostgreSQL: a statement takes a whole batch as one jsonb array whose
 * keys are the columns, or as arrays of keys, so that the number of statements does not grow with the batch. Events nest into jsonb
 * columns by one codec and come back without loss.
 */
@NullMarked
package dev.waybill.tracking.rows;

import org.jspecify.annotations.NullMarked;
