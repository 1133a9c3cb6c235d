/**
 * The log folded once more, beside the live tables, by the same handlers, into the schema {@code rebuild}; then the comparison, table by
 * table, and unless it is only asked for, the carrying over. Live goes on all the while. A row differs for good when it is the same
 * difference twice with both folds having read, in between, all that the log held at the first look: a row on its way is another one by then.
 */
@NullMarked
package dev.waybill.tracking.rebuild;

import org.jspecify.annotations.NullMarked;
