package dev.waybill.console.subscriptions;

import dev.waybill.events.DigestPeriod;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** When digests are sent: each day, or each Monday, at the same time (UTC). */
record DigestTimes(DigestPeriod period, LocalTime time) {

    /** Returns the first time after another. */
    Instant after(Instant instant) {
        OffsetDateTime at = instant.atOffset(ZoneOffset.UTC).with(time);
        OffsetDateTime next = at.toInstant().isAfter(instant) ? at : at.plusDays(1);
        return period == DigestPeriod.WEEKLY
                ? next.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY)).toInstant()
                : next.toInstant();
    }

    /** Whether a digest is due at a time. */
    boolean has(Instant instant) {
        return after(instant.minusNanos(1)).equals(instant);
    }

    /** Returns how long a digest looks back. */
    Duration length() {
        return Duration.ofDays(period == DigestPeriod.WEEKLY ? 7 : 1);
    }
}
