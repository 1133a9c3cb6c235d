package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Once;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.site.Reference;
import dev.waybill.benchmarks.site.Rows;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import dev.waybill.schemas.topics.Topics;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Snapshots a second through the topology to the rows, beside Flink SQL that reads the same topic and writes rollups of its own. */
public final class FlinkBenchmark implements Benchmark {

    private static final String COUNTED = """
            select least((select sum(successful) from analytics_summaries), (select sum(delivered) from carrier_performance))
            """;

    private final Once<List<Double>> aggregated;

    public FlinkBenchmark(Once<List<Double>> aggregated) {
        this.aggregated = aggregated;
    }

    @Override
    public List<String> names() {
        return List.of("aggregate-flink");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        List<Double> flink;
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            try (Statement statement = database.createStatement()) {
                statement.execute(Reference.FLINK.script("tables.sql"));
            }
            site.start(Reference.FLINK, Map.of("topic", Topics.SHIPMENT_METRICS));
            flink = Aggregation.rates(scale, (snapshots, delivered) -> {
                backlog.publish(snapshots);
                long began = System.nanoTime();
                Rows.await(database, COUNTED, delivered);
                return (System.nanoTime() - began) / 1e9;
            });
        }
        return List.of(Result.against("aggregate-flink", "snapshots/s", aggregated.in(scale), flink, Goal.atLeast(1)));
    }
}
