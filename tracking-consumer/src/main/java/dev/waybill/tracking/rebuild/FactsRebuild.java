package dev.waybill.tracking.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.events.RebuildRequest;
import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.rebuild.Progress;
import dev.waybill.schemas.rebuild.Progress.Phase;
import dev.waybill.schemas.rebuild.RebuildDatabase;
import dev.waybill.schemas.rebuild.RebuildReports;
import dev.waybill.schemas.rebuild.Rebuilding;
import dev.waybill.schemas.rebuild.TableReport;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.Rebuilt;
import dev.waybill.tracking.facts.Months;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaOperations;

/** The rebuild of the tables of facts, people and operations. What was folded before it failed is not folded again. */
final class FactsRebuild implements Rebuilding {

    private static final Duration REPORTS = Duration.ofSeconds(1);
    private static final int FURTHER_CONNECTIONS = 2;

    private final HikariDataSource live;
    private final Months months;
    private final List<Rebuilt> rebuilt;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Consumer<byte[], byte[]>> lookups;
    private final Supplier<Admin> admins;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final RebuildReports reports;
    private final AvroWire wire;
    private final Clock clock;
    private final int threads;

    FactsRebuild(
            HikariDataSource live,
            Months months,
            List<Rebuilt> rebuilt,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Consumer<byte[], byte[]>> lookups,
            Supplier<Admin> admins,
            KafkaOperations<byte[], byte[]> kafka,
            RebuildReports reports,
            AvroWire wire,
            Clock clock,
            int threads) {
        this.live = live;
        this.months = months;
        this.rebuilt = rebuilt;
        this.consumers = consumers;
        this.lookups = lookups;
        this.admins = admins;
        this.kafka = kafka;
        this.reports = reports;
        this.wire = wire;
        this.clock = clock;
        this.threads = threads;
    }

    @Override
    public void run(RebuildRequest request, Stopping stopping) {
        try (RebuildDatabase database = RebuildDatabase.open(live, threads + FURTHER_CONNECTIONS)) {
            RebuiltTables tables = RebuiltTables.of(database);
            Run run = Run.of(request.getId(), database, tables);
            Progress progress;
            try (Admin admin = admins.get();
                    LogFold fold =
                            new LogFold(consumers, rebuilt, Snapshots.REPLAYS.keySet(), database, run, threads)) {
                var folds = new Folds(admin, rebuilt, fold, stopping);
                folds.requireWhole();
                progress = fold(request, fold, folds);
                var differences = new Differences(database, tables, folds);
                var remaining = new Remaining(
                        database.client(), tables, differences, run.refused(), folds, request.getIgnoreRefused());
                progress = tell(request, progress.refused(run.refused().told()).in(Phase.COMPARING));
                differences.find();
                remaining.find();
                List<TableReport> found = run.found(differences.report());
                progress = progress.found(remaining.in(found));
                if (!request.getCheck() && differences.any()) {
                    var carrying = new Carrying(request, tell(request, progress.in(Phase.CARRYING_OVER)), run);
                    var snapshots = new Snapshots(database.client(), lookups, kafka, wire, clock);
                    new CarryOver(database, tables, differences, remaining, folds, run, months, snapshots)
                            .run(carrying::tell);
                }
                progress = progress.refused(run.refused().told())
                        .found(remaining.in(found))
                        .carried(run.carried());
                folds.requireGoing();
            }
            run.end();
            reports.tellEnd(request, progress.in(Phase.COMPLETED), stopping);
        }
    }

    @Override
    public void giveUp(RebuildRequest request, String why, Stopping stopping) {
        try (RebuildDatabase database = RebuildDatabase.open(live, 1)) {
            Run.of(request.getId(), database, RebuiltTables.of(database)).end();
        }
        reports.tellEnd(request, Progress.NONE.in(Phase.FAILED).failed(why), stopping);
    }

    @Override
    public void retry(RebuildRequest request, String why) {
        tell(request, Progress.NONE.failed(why));
    }

    private Progress fold(RebuildRequest request, LogFold fold, Folds folds) {
        Map<TopicPartition, Long> ends = folds.ends();
        Progress progress = Progress.NONE.folded(fold.upTo(ends), fold.folded());
        tell(request, progress);
        while (!folds.awaitRebuilt(ends, REPORTS)) {
            progress = tell(
                    request,
                    progress.folded(progress.recordsTotal(), Math.min(progress.recordsTotal(), fold.folded())));
        }
        return progress.folded(progress.recordsTotal(), progress.recordsTotal());
    }

    private Progress tell(RebuildRequest request, Progress progress) {
        reports.tell(request, progress);
        return progress;
    }

    private final class Carrying {

        private final RebuildRequest request;
        private final Progress progress;
        private final Run run;
        private long next = System.nanoTime();

        Carrying(RebuildRequest request, Progress progress, Run run) {
            this.request = request;
            this.progress = progress;
            this.run = run;
        }

        void tell() {
            if (System.nanoTime() >= next) {
                next = System.nanoTime() + REPORTS.toNanos();
                reports.tell(request, progress.carried(run.carried()));
            }
        }
    }
}
