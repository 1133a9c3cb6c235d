package dev.waybill.analytics.sink;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.events.RebuildRequest;
import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.rebuild.Progress;
import dev.waybill.schemas.rebuild.Progress.Phase;
import dev.waybill.schemas.rebuild.RebuildDatabase;
import dev.waybill.schemas.rebuild.RebuildReports;
import dev.waybill.schemas.rebuild.Rebuilding;
import dev.waybill.schemas.rebuild.RebuiltTable;
import dev.waybill.schemas.rebuild.StoppedException;
import dev.waybill.schemas.rebuild.TableReport;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rebuild of the rollup tables. They are read from their topics to where the sink stands, then the sink is held there, the rest is read,
 * and the tables are compared and overwritten in the same transaction.
 */
final class RollupRebuild implements Rebuilding {

    private static final List<String> TOPICS = List.of(Topics.CARRIER_PERFORMANCE, Topics.ANALYTICS_SUMMARIES);

    private final HikariDataSource live;
    private final AvroWire wire;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RebuildReports reports;

    RollupRebuild(
            HikariDataSource live,
            AvroWire wire,
            Supplier<Consumer<byte[], byte[]>> consumers,
            RebuildReports reports) {
        this.live = live;
        this.wire = wire;
        this.consumers = consumers;
        this.reports = reports;
    }

    @Override
    public void run(RebuildRequest request, Stopping stopping) {
        try (RebuildDatabase database = RebuildDatabase.open(live, 1);
                Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<RebuiltTable> tables = TOPICS.stream()
                    .map(topic -> RebuiltTable.of(
                            database.client(), database.liveSchema(), topic.replace('-', '_'), "id", Set.of(), "true"))
                    .toList();
            reports.tell(request, Progress.NONE);
            List<Long> made = create(database.client(), tables);
            var fold = new RollupFold(consumer, database, tables(database.client()), stopping);
            fold.upTo(positions(database, ""));
            Progress progress = database.transactions().execute(transaction -> {
                database.client().sql("set local transaction_timeout = '20s'").update();
                fold.upTo(positions(database, "for update"));
                StoppedException.throwIf(stopping);
                requireMade(made, database.client(), tables);
                return compared(database.client(), tables, fold, request);
            });
            drop(database.client(), tables);
            reports.tellEnd(request, progress.in(Phase.COMPLETED), stopping);
        }
    }

    @Override
    public void retry(RebuildRequest request, String why) {
        reports.tell(request, Progress.NONE.failed(why));
    }

    @Override
    public void giveUp(RebuildRequest request, String why, Stopping stopping) {
        reports.tellEnd(request, Progress.NONE.in(Phase.FAILED).failed(why), stopping);
    }

    private List<RollupTable<?>> tables(JdbcClient client) {
        return List.of(new CarrierPerformances(client, wire), new AnalyticsSummaries(client, wire));
    }

    /** Makes the tables anew and returns which they are. */
    private static List<Long> create(JdbcClient client, List<RebuiltTable> tables) {
        drop(client, tables);
        tables.forEach(table -> client.sql(table.creation()).update());
        return made(client, tables);
    }

    private static List<Long> made(JdbcClient client, List<RebuiltTable> tables) {
        return tables.stream()
                .map(table -> client.sql("select to_regclass(:name)::oid::bigint")
                        .param("name", RebuiltTable.SCHEMA + "." + table.name())
                        .query(Long.class)
                        .single())
                .toList();
    }

    /** While this instance was frozen another one may have begun, which makes them anew. */
    private static void requireMade(List<Long> made, JdbcClient client, List<RebuiltTable> tables) {
        if (!made.equals(made(client, tables))) {
            throw new IllegalStateException("Another instance does it by now");
        }
    }

    private static void drop(JdbcClient client, List<RebuiltTable> tables) {
        tables.forEach(table -> client.sql(table.drop()).update());
    }

    /** How far the sink is. */
    private static Map<TopicPartition, Long> positions(RebuildDatabase database, String lock) {
        var positions = new HashMap<TopicPartition, Long>();
        database.client()
                .sql("select topic, partition, next_offset from " + database.liveSchema() + ".sink_offsets " + lock)
                .query(row -> {
                    positions.put(
                            new TopicPartition(row.getString("topic"), row.getInt("partition")),
                            row.getLong("next_offset"));
                });
        return positions;
    }

    /** A table of whose topic a record was refused, which may be the last of any key, is left as it is, unless that is asked for. */
    private static Progress compared(
            JdbcClient client, List<RebuiltTable> tables, RollupFold fold, RebuildRequest request) {
        var found = new ArrayList<TableReport>();
        Progress progress = Progress.NONE.folded(fold.records(), fold.records());
        long carried = 0;
        for (RebuiltTable table : tables) {
            boolean left =
                    !request.getIgnoreRefused() && fold.hasRefused(table.name().replace('_', '-'));
            var differing = Differing.of(client, table, left);
            found.add(differing.report());
            if (!left && !request.getCheck()) {
                differing.carryOver(client, table);
                carried += differing.units().size();
            }
        }
        return progress.refused(fold.refusals()).found(found).carried(carried);
    }
}
