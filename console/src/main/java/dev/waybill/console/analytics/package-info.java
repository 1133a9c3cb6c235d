/** The rollups by REST: carriers over a range of days, and the daily, weekly and monthly summaries. */
@NullMarked
package dev.waybill.console.analytics;

import org.jspecify.annotations.NullMarked;
