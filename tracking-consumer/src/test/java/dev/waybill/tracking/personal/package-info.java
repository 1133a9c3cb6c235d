/** Tests of the tables of people, without a broker. */
@NullMarked
package dev.waybill.tracking.personal;

import org.jspecify.annotations.NullMarked;
