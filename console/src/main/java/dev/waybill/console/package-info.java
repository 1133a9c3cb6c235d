/**
 * The read edge and the operator's desk. It answers from PostgreSQL through a role that may only read, serves the catalogue of schemas to
 * foreign clients, and calls no other service.
 */
@NullMarked
package dev.waybill.console;

import org.jspecify.annotations.NullMarked;
