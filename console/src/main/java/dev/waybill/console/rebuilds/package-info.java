/** Rebuilds: what the tables hold against what the log says. */
@NullMarked
package dev.waybill.console.rebuilds;

import org.jspecify.annotations.NullMarked;
