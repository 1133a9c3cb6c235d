/**
 * The writer of facts as Spring's users write it: a listener called once a record, a transaction each, and a statement for each row, into
 * Waybill's own tables. A newer tracker replaces an older one; a scan that is there is left alone.
 */
@NullMarked
package dev.waybill.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
