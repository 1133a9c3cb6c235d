package dev.waybill.tracking.metrics;

import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.Scan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A time as an instant, with the calendar date that its text writes: carriers write local time, often labelled Z. */
record Moment(Instant at, LocalDate date) {

    private static final int DATE_LENGTH = 10;

    static Moment of(Scan scan) {
        return of(scan.eventDatetime(), scan.toldAs());
    }

    static Moment of(Instant at, @Nullable String toldAs) {
        LocalDate written = written(toldAs);
        return new Moment(at, written == null ? utcDate(at) : written);
    }

    static LocalDate utcDate(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static @Nullable LocalDate written(@Nullable String toldAs) {
        String text = toldAs == null ? "" : toldAs.strip();
        if (text.length() < DATE_LENGTH) {
            return null;
        }
        try {
            return Limits.date(LocalDate.parse(text.substring(0, DATE_LENGTH)));
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
