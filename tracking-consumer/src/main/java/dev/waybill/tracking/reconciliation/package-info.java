/** What EasyPost has of trackers beside what is known: which changes no webhook has told. */
@NullMarked
package dev.waybill.tracking.reconciliation;

import org.jspecify.annotations.NullMarked;
