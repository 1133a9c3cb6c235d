/** Tests of the tables of facts on a real PostgreSQL. */
@NullMarked
package dev.waybill.tracking.facts;

import org.jspecify.annotations.NullMarked;
