/**
 * Records put on a topic all at once, and the time until a group has done with them. They are written in one transaction, so that a group
 * which reads what is committed finds nothing until it finds everything: what is measured is the work, not the writing.
 */
@NullMarked
package dev.waybill.benchmarks.topics;

import org.jspecify.annotations.NullMarked;
