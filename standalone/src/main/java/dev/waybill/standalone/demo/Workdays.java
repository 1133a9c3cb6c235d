package dev.waybill.standalone.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Days from Monday to Friday. */
final class Workdays {

    private Workdays() {}

    static LocalDate onOrAfter(LocalDate date) {
        LocalDate day = date;
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day;
    }

    static LocalDate after(LocalDate date, int days) {
        LocalDate day = date;
        for (int i = 0; i < days; i++) {
            day = onOrAfter(day.plusDays(1));
        }
        return day;
    }
}
