package dev.waybill.tracking.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Days without Saturdays and Sundays. Holidays are not known. */
final class BusinessDays {

    private static final int WEEK = 7;
    private static final int WORKING_WEEK = 5;
    /** 1970-01-01 was a Thursday: the days since the Monday before. */
    private static final int THURSDAY = 3;

    private BusinessDays() {}

    /** The business days after one date up to and with another; 0 when that is not later. */
    static long between(LocalDate from, LocalDate to) {
        return Math.max(0, until(to) - until(from));
    }

    /** The date so many business days later; the date itself for 0, a Sunday too. */
    static LocalDate plus(LocalDate from, long days) {
        if (days <= 0) {
            return from;
        }
        long nth = until(from) + days - 1;
        return LocalDate.ofEpochDay(
                Math.floorDiv(nth, WORKING_WEEK) * WEEK + Math.floorMod(nth, WORKING_WEEK) - THURSDAY);
    }

    /** The part of the time between two instants that lies on business days of UTC. */
    static Duration between(Instant from, Instant to) {
        return workingTime(to).minus(workingTime(from));
    }

    private static Duration workingTime(Instant until) {
        OffsetDateTime time = until.atOffset(ZoneOffset.UTC);
        LocalDate date = time.toLocalDate();
        long before = until(date.minusDays(1));
        boolean working = until(date) > before;
        return Duration.ofDays(before)
                .plus(working ? Duration.between(LocalTime.MIDNIGHT, time.toLocalTime()) : Duration.ZERO);
    }

    /** The number of business days from a fixed Monday up to and with a date. */
    private static long until(LocalDate date) {
        long days = date.toEpochDay() + THURSDAY;
        return Math.floorDiv(days, WEEK) * WORKING_WEEK + Math.min(Math.floorMod(days, WEEK) + 1, WORKING_WEEK);
    }
}
