/**
 * Rebuilds: a service folds its part of the log once more, beside the live tables, into the schema {@code rebuild}; says table by table what
 * differs, and unless it is only asked for carries it over. Here is what the services share: the request, the report, the statements.
 */
@NullMarked
package dev.waybill.schemas.rebuild;

import org.jspecify.annotations.NullMarked;
