/**
 * Names and row ids. Row ids are computed from EasyPost's ids, so that every service knows them without asking. A scan's id begins with
 * its time, so that inserts land at the right edge of the index.
 */
@NullMarked
package dev.waybill.schemas.identity;

import org.jspecify.annotations.NullMarked;
