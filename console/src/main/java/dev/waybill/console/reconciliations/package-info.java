/** What EasyPost had that webhooks have missed, and how far webhooks lag behind. */
@NullMarked
package dev.waybill.console.reconciliations;

import org.jspecify.annotations.NullMarked;
