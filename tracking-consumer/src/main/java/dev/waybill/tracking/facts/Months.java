package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.SqlArrays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The monthly partitions of a table, made before the rows that need them, in a transaction of their own: making one waits for everybody
 * who writes the table, so it waits two seconds at most and is tried again with the batch.
 */
public final class Months {

    private static final YearMonth FIRST = YearMonth.of(2010, 1);
    private static final YearMonth LAST = YearMonth.of(2039, 12);
    private static final int MONTHS_BACK = 24;
    private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    private final String table;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    public Months(String table, JdbcClient database, TransactionTemplate transactions) {
        this.table = table;
        this.database = database;
        this.transactions = transactions;
    }

    /** Makes the months of two years back and one ahead. */
    public void ensureRecent(Clock clock) {
        YearMonth now = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        make(Stream.iterate(now.minusMonths(MONTHS_BACK), month -> month.plusMonths(1))
                .limit(MONTHS_BACK + 2)
                .toList());
    }

    /** Makes the months of some times where they are missing; times outside of 2010 to 2039 go to the default partition. */
    public void ensure(Stream<Instant> times) {
        List<YearMonth> missing = times.map(time -> Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY))
                .distinct()
                .map(day -> YearMonth.from(LocalDate.ofEpochDay(day)))
                .filter(month -> !month.isBefore(FIRST) && !month.isAfter(LAST) && !made.contains(month))
                .distinct()
                .sorted()
                .toList();
        make(missing);
    }

    private void make(List<YearMonth> missing) {
        if (missing.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(transaction -> {
            database.sql("set local lock_timeout = '2s'").update();
            database.sql("""
                    select count(*) filter (where ensure_month(:table, to_date(month, 'YYYY-MM')))
                    from unnest(:months) as month
                    """)
                    .param("table", table)
                    .param(
                            "months",
                            SqlArrays.texts(
                                    missing.stream().map(YearMonth::toString).toList()))
                    .query(Long.class)
                    .single();
        });
        made.addAll(missing);
    }
}
