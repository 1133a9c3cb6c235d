package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.Contribution;
import dev.waybill.events.Period;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/** The key of analytics-summaries: a period by its first day. Its text is what the topic catalogue says. */
record SummaryKey(String mode, Period period, LocalDate date) {

    SummaryKey {
        if (period == Period.UNKNOWN) {
            throw new IllegalArgumentException("No period");
        }
    }

    static SummaryKey of(Contribution shipment) {
        return new SummaryKey(shipment.mode(), Period.DAILY, shipment.date());
    }

    /** Returns the ISO week of this day. */
    SummaryKey week() {
        return new SummaryKey(mode, Period.WEEKLY, date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** Returns the month of this day. */
    SummaryKey month() {
        return new SummaryKey(mode, Period.MONTHLY, date.withDayOfMonth(1));
    }

    static SummaryKey parse(String text) {
        List<String> parts = KeyText.parts(text);
        return new SummaryKey(
                parts.get(0), Period.valueOf(parts.get(1).toUpperCase(Locale.ROOT)), LocalDate.parse(parts.get(2)));
    }

    @Override
    public String toString() {
        return KeyText.of(mode, period.name().toLowerCase(Locale.ROOT), date);
    }
}
