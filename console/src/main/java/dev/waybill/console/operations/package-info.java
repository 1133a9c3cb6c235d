/** Operations on many shipments: imports, rebuilds, replays, reconciliations, uploads and EasyPost's batches. */
@NullMarked
package dev.waybill.console.operations;

import org.jspecify.annotations.NullMarked;
