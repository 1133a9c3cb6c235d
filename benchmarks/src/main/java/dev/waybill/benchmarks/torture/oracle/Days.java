package dev.waybill.benchmarks.torture.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days, and days without Saturdays and Sundays, counted one by one. */
final class Days {

    private Days() {}

    static boolean isWorking(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The business days after one date up to and with another. */
    static int working(LocalDate from, LocalDate to) {
        int days = 0;
        for (LocalDate date = from.plusDays(1); !date.isAfter(to); date = date.plusDays(1)) {
            days += isWorking(date) ? 1 : 0;
        }
        return days;
    }

    static LocalDate plusWorking(LocalDate from, int days) {
        LocalDate date = from;
        for (int left = days; left > 0; ) {
            date = date.plusDays(1);
            left -= isWorking(date) ? 1 : 0;
        }
        return date;
    }

    /** The time between two instants that lies on business days of UTC. */
    static Duration workingTime(Instant from, Instant to) {
        Duration time = Duration.ZERO;
        for (LocalDate date = date(from); !date.isAfter(date(to)); date = date.plusDays(1)) {
            if (isWorking(date)) {
                Instant begin = max(from, date.atStartOfDay(ZoneOffset.UTC).toInstant());
                Instant end =
                        min(to, date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
                time = time.plus(Duration.between(begin, end));
            }
        }
        return time;
    }

    static BigDecimal of(Duration time) {
        return BigDecimal.valueOf(time.toSeconds()).divide(BigDecimal.valueOf(86_400), 5, RoundingMode.HALF_UP);
    }

    static LocalDate date(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
