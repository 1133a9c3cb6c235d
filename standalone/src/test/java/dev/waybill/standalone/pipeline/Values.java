package dev.waybill.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Values as the driver gives them. */
final class Values {

    private Values() {}

    static void number(Map<String, Object> row, String column, String expected) {
        assertThat(row.get(column))
                .as(column)
                .asInstanceOf(InstanceOfAssertFactories.BIG_DECIMAL)
                .isEqualByComparingTo(expected);
    }

    static Timestamp at(String instant) {
        return Timestamp.from(Instant.parse(instant));
    }

    static Date date(String date) {
        return Date.valueOf(LocalDate.parse(date));
    }
}
