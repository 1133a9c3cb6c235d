/**
 * The topic catalogue: every topic of Waybill with its key, its record type, partitions, retention and limits, declared once. A service
 * creates what is missing when it starts and refuses to start on a topic whose partition count differs: more partitions would count
 * shipments twice.
 */
@NullMarked
package dev.waybill.schemas.topics;

import org.jspecify.annotations.NullMarked;
