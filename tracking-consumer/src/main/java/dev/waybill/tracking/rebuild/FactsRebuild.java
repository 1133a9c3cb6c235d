package dev.waybill.tracking.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.events.RebuildRequest;
import dev.waybill.schemas.rebuild.Progress;
import dev.waybill.schemas.rebuild.Progress.Phase;
import dev.waybill.schemas.rebuild.RebuildDatabase;
import dev.waybill.schemas.rebuild.RebuildReports;
import dev.waybill.schemas.rebuild.Rebuilding;
import dev.waybill.tracking.batch.Rebuilt;
import dev.waybill.tracking.facts.Months;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
            int threads) {
        this.live = live;
        this.months = months;
        this.rebuilt = rebuilt;
        this.consumers = consumers;
        this.lookups = lookups;
        this.admins = admins;
        this.kafka = kafka;
        this.reports = reports;
        this.threads = threads;
    }

    @Override
    public void run(RebuildRequest request, CountDownLatch stopping) {
        try (RebuildDatabase database = RebuildDatabase.open(live, threads + FURTHER_CONNECTIONS)) {
            Progress progress;
            RebuiltTables tables = RebuiltTables.of(database);
            Run run = Run.of(request.getId(), database, tables);
            try (Admin admin = admins.get();
                    LogFold fold =
                            new LogFold(consumers, rebuilt, Snapshots.REPLAYS.keySet(), database, run, threads)) {
                var folds = new Folds(admin, rebuilt, fold, stopping);
                progress = fold(request, fold, folds);
                var differences = new Differences(database, tables, folds);
                progress = tell(request, progress.in(Phase.COMPARING));
                differences.find();
                progress = progress.found(differences.report());
                if (!request.getCheck() && differences.count() > 0) {
                    var carrying = new Carrying(request, tell(request, progress.in(Phase.CARRYING_OVER)));
                    var snapshots = new Snapshots(database.client(), lookups, kafka);
                    new CarryOver(database, tables, differences, folds, run, months, snapshots).run(carrying::more);
                    progress = carrying.progress;
                }
                folds.requireGoing();
            }
            run.end();
            tell(request, progress.in(Phase.COMPLETED));
        }
    }

    @Override
    public void giveUp(RebuildRequest request, String why) {
        tell(request, Progress.NONE.in(Phase.FAILED).failed(why));
        try (RebuildDatabase database = RebuildDatabase.open(live, 1)) {
            Run.of(request.getId(), database, RebuiltTables.of(database)).end();
        }
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
        private Progress progress;
        private long next = System.nanoTime();

        Carrying(RebuildRequest request, Progress progress) {
            this.request = request;
            this.progress = progress;
        }

        void more(int units) {
            progress = progress.carried(units);
            if (System.nanoTime() >= next) {
                next = System.nanoTime() + REPORTS.toNanos();
                tell(request, progress);
            }
        }
    }
}
