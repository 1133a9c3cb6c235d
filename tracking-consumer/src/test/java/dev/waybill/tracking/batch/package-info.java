/** Tests of the loop's parts that need no broker. */
@NullMarked
package dev.waybill.tracking.batch;

import org.jspecify.annotations.NullMarked;
