/**
 * How many scans a second reach the tables, beside PostgreSQL's COPY of the same final rows into the same tables with the same indexes: the
 * fastest way in that there is, if one knew the rows beforehand.
 */
@NullMarked
package dev.waybill.benchmarks.persist;

import org.jspecify.annotations.NullMarked;
