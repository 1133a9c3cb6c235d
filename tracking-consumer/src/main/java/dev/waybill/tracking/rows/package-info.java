/**
 * Rows and events in the forms in which this service hands them to PostgreSQL. A statement takes up to 500 rows, so that the number of
 * statements does not grow with them: as one jsonb array whose keys are the columns, or as an array of texts for each column, which costs
 * PostgreSQL a third where there are many rows and more where there is one. Events nest into jsonb columns by one codec and come back
 * without loss.
 */
@NullMarked
package dev.waybill.tracking.rows;

import org.jspecify.annotations.NullMarked;
