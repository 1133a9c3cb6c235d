package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.failures.Verdict;
import dev.waybill.schemas.rebuild.RebuildDatabase;
import dev.waybill.schemas.rebuild.RebuiltTable;
import dev.waybill.tracking.facts.Months;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Brings what differs into the live tables, some units in a transaction. Rows that are missing are added, then all are locked; when the
 * rebuild has folded what the log held then, it holds no less than the live rows, which nobody can change meanwhile: they are overwritten.
 */
final class CarryOver {

    private static final Logger log = LoggerFactory.getLogger(CarryOver.class);
    private static final List<String> TOLD = List.of("missing", "changed");
    private static final List<String> EXTRA = List.of("extra");
    private static final int UNITS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RebuildDatabase database;
    private final JdbcClient client;
    private final RebuiltTables tables;
    private final Differences differences;
    private final Remaining remaining;
    private final Folds folds;
    private final Run run;
    private final Months months;
    private final Snapshots snapshots;

    CarryOver(
            RebuildDatabase database,
            RebuiltTables tables,
            Differences differences,
            Remaining remaining,
            Folds folds,
            Run run,
            Months months,
            Snapshots snapshots) {
        this.database = database;
        this.client = database.client();
        this.tables = tables;
        this.differences = differences;
        this.remaining = remaining;
        this.folds = folds;
        this.run = run;
        this.months = months;
        this.snapshots = snapshots;
    }

    /** @param progress is told after each step */
    void run(Runnable progress) {
        tables.ofOthers().forEach(table -> inParts(List.of(table), TOLD, progress, units -> overwrite(table, units)));
        inParts(tables.ofShipments(), Differences.ALL, progress, this::overwriteShipments);
        tables.before().forEach(table -> inParts(List.of(table), EXTRA, progress, units -> delete(table, units)));
    }

    private void inParts(List<RebuiltTable> of, List<String> kinds, Runnable progress, Consumer<List<UUID>> work) {
        List<UUID> units = differences.units(of, kinds, Differences.LEAST, UNITS);
        while (!units.isEmpty()) {
            work.accept(units);
            progress.run();
            units = differences.units(of, kinds, units.get(units.size() - 1), UNITS);
        }
    }

    private void overwrite(RebuiltTable table, List<UUID> units) {
        // in a transaction of its own: what is told of a row meanwhile must find it
        again(units, part -> execute(table.insertion(), part));
        locked(List.of(table), table.lock(), units, part -> execute(table.update(), part));
    }

    private void delete(RebuiltTable table, List<UUID> units) {
        locked(List.of(table), table.lockForDeletion(), units, part -> execute(table.deletion(), part));
    }

    private void overwriteShipments(List<UUID> units) {
        again(units, part -> execute(tables.shipments().insertion(), part));
        locked(tables.ofShipments(), tables.shipments().lockForDeletion(), units, part -> {
            // scans of a later version than the row's would stay when the live fold goes over that version
            client.sql(tables.shipments().hold())
                    .param("units", uuids(part))
                    .query(Long.class)
                    .single();
            months.ensure(times(part));
            execute(tables.shipments().update(), part);
            tables.parts().forEach(table -> {
                execute(table.update(), part);
                execute(table.deletion(), part);
                execute(table.insertion(), part);
            });
            List<String> gone = gone(part);
            execute(tables.shipments().deletion(), part);
            snapshots.ask(part);
            snapshots.takeBack(gone);
        });
    }

    /** Once the rows are locked, waits for the fold to have what the log holds, and then does the work, but for what it was refused by then. */
    private void locked(List<RebuiltTable> of, String lock, List<UUID> units, Consumer<List<UUID>> work) {
        again(units, part -> {
            client.sql("set local transaction_timeout = '20s'").update();
            // it waits, within limits, while it holds rows
            client.sql("set local idle_in_transaction_session_timeout = '15s'").update();
            client.sql("lock table " + database.liveSchema() + ".erasures in row share mode")
                    .update();
            client.sql(lock).param("units", uuids(part)).query(Long.class).single();
            if (!folds.awaitRebuilt(folds.ends(), PATIENCE)) {
                throw new CannotAcquireLockException("The rebuild is behind the live tables");
            }
            List<UUID> wanted = remaining.without(of, part);
            if (!wanted.isEmpty()) {
                work.accept(wanted);
                run.carried(wanted.size());
            }
        });
    }

    /** Tries again for as long as somebody else has a row, or the database is away; what takes too long, in halves. */
    private void again(List<UUID> units, Consumer<List<UUID>> work) {
        while (true) {
            folds.requireGoing();
            boolean behind = !folds.awaitRebuilt(folds.ends(), A_WHILE);
            try {
                if (!behind) {
                    database.transactions().executeWithoutResult(transaction -> {
                        run.require();
                        work.accept(units);
                    });
                    return;
                }
            } catch (RuntimeException failure) {
                Verdict verdict = Verdict.of(failure);
                if (verdict == Verdict.TOO_LONG && units.size() > 1) {
                    int half = units.size() / 2;
                    again(units.subList(0, half), work);
                    again(units.subList(half, units.size()), work);
                    return;
                }
                if (verdict == Verdict.POISON) {
                    throw failure;
                }
                log.info("{} rows are carried over later: {}", units.size(), failure.toString());
                folds.pause(PAUSE);
            }
        }
    }

    private List<String> gone(List<UUID> units) {
        return client.sql("""
                        select easypost_id from %s.shipments as live where id = any(:units)
                            and not exists (select from shipments where shipments.id = live.id)
                        """.formatted(database.liveSchema()))
                .param("units", uuids(units))
                .query(String.class)
                .list();
    }

    private Stream<Instant> times(List<UUID> units) {
        return client
                .sql("""
                        select distinct date_trunc('month', event_datetime) from shipment_events where shipment_id = any(:units)
                        """)
                .param("units", uuids(units))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list()
                .stream();
    }

    private void execute(String statement, List<UUID> units) {
        client.sql(statement).param("units", uuids(units)).update();
    }

    static SqlArrayValue uuids(List<UUID> units) {
        return new SqlArrayValue("uuid", units.toArray());
    }
}
