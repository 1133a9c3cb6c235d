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
    private static final List<String> ALL = List.of("missing", "changed", "extra");
    private static final int UNITS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final UUID LEAST = new UUID(0, 0);

    private final RebuildDatabase database;
    private final JdbcClient client;
    private final RebuiltTables tables;
    private final Differences differences;
    private final Folds folds;
    private final Run run;
    private final Months months;
    private final Snapshots snapshots;

    CarryOver(
            RebuildDatabase database,
            RebuiltTables tables,
            Differences differences,
            Folds folds,
            Run run,
            Months months,
            Snapshots snapshots) {
        this.database = database;
        this.client = database.client();
        this.tables = tables;
        this.differences = differences;
        this.folds = folds;
        this.run = run;
        this.months = months;
        this.snapshots = snapshots;
    }

    /** @param progress is given how many units are done, again and again */
    void run(Consumer<Integer> progress) {
        Stream.concat(tables.before().stream(), Stream.of(tables.kept()))
                .forEach(table -> inParts(table, TOLD, progress, units -> overwrite(table, units)));
        Stream.concat(Stream.of(tables.shipments()), tables.parts().stream())
                .forEach(table -> inParts(table, ALL, progress, this::overwriteShipments));
        tables.before().forEach(table -> inParts(table, EXTRA, progress, units -> delete(table, units)));
    }

    private void inParts(
            RebuiltTable table, List<String> kinds, Consumer<Integer> progress, Consumer<List<UUID>> work) {
        UUID after = LEAST;
        List<UUID> units = differences.units(table, kinds, after, UNITS);
        while (!units.isEmpty()) {
            work.accept(units);
            progress.accept(units.size());
            units = differences.units(table, kinds, units.get(units.size() - 1), UNITS);
        }
    }

    private void overwrite(RebuiltTable table, List<UUID> units) {
        locked(table, units, () -> execute(table.update(), units));
    }

    private void delete(RebuiltTable table, List<UUID> units) {
        locked(table, units, () -> execute(table.deletion(), units));
    }

    private void overwriteShipments(List<UUID> units) {
        months.ensure(times(units));
        locked(tables.shipments(), units, () -> {
            execute(tables.shipments().update(), units);
            tables.parts().forEach(part -> {
                execute(part.deletion(), units);
                execute(part.insertion(), units);
                execute(part.update(), units);
            });
            execute(tables.shipments().deletion(), units);
            snapshots.ask(units);
        });
    }

    /** Tries again for as long as somebody else has a row, or the database is away. */
    private void locked(RebuiltTable table, List<UUID> units, Runnable work) {
        while (true) {
            folds.requireGoing();
            try {
                database.transactions().executeWithoutResult(transaction -> inTransaction(table, units, work));
                return;
            } catch (RuntimeException failure) {
                if (Verdict.of(failure) != Verdict.RETRY) {
                    throw failure;
                }
                log.info("Rows of {} are carried over later: {}", table.name(), failure.toString());
                folds.pause(PAUSE);
            }
        }
    }

    private void inTransaction(RebuiltTable table, List<UUID> units, Runnable work) {
        run.require();
        // it waits, within limits, while it holds rows
        client.sql("set local idle_in_transaction_session_timeout = '15s'").update();
        execute(table.insertion(), units);
        client.sql(table.lock()).param("units", uuids(units)).query(Long.class).single();
        if (!folds.awaitRebuilt(folds.ends(), PATIENCE)) {
            throw new CannotAcquireLockException("The rebuild is behind the live tables");
        }
        work.run();
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
