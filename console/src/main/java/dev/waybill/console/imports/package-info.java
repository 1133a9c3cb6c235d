/** Imports of what EasyPost already has. */
@NullMarked
package dev.waybill.console.imports;

import org.jspecify.annotations.NullMarked;
