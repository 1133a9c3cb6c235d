/** Tests of rows as JSON. */
@NullMarked
package dev.waybill.tracking.rows;

import org.jspecify.annotations.NullMarked;
