/**
 * Records that could not be handled, as their topics hold them: how many there are of each reason, what each says, and every attempt at it.
 * They are handled again by a replay.
 */
@NullMarked
package dev.waybill.console.deadletters;

import org.jspecify.annotations.NullMarked;
