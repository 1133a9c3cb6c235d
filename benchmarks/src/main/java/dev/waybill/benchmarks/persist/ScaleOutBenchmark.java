package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.processes.Processes;
import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.site.Engine;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Microseconds of processor time that an event takes of tracking-consumer, PostgreSQL and the broker together when two processes share the
 * partitions, beside one that has them all. The one is the older of the two, so that it is no colder than both were.
 */
public final class ScaleOutBenchmark implements Benchmark {

    private static final String OTHER_PORT = "18085";

    /** What two JVMs take to be compiled would count as processor time of the events. */
    private static final int TIMES_WARMER = 2;

    @Override
    public List<String> names() {
        return List.of("scale-out");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        var two = new ArrayList<Double>();
        var one = new ArrayList<Double>();
        try (Site site = Site.prepare()) {
            site.start(Engine.POSTGRES);
            ProcessHandle broker = site.start(Engine.BROKER).handle();
            site.createTopics();
            try (Backlog backlog = new Backlog(site.kafka())) {
                var live = new LiveEvents(backlog, scale.parcels());
                ProcessHandle older =
                        site.start(Service.TRACKING, Map.of(), null).handle();
                Child younger = site.start(Service.TRACKING, Map.of("server.port", OTHER_PORT), null);
                live.warm(scale.warmer(TIMES_WARMER));
                Processes both =
                        Processes.of(broker, older, younger.handle()).withPostgres(site.folder(Engine.POSTGRES));
                for (int run = 0; run < scale.runs(); run++) {
                    two.add(live.cpuMicros(both));
                }
                younger.close();
                Processes alone = Processes.of(broker, older).withPostgres(site.folder(Engine.POSTGRES));
                live.cpuMicros(alone);
                for (int run = 0; run < scale.runs(); run++) {
                    one.add(live.cpuMicros(alone));
                }
            }
        }
        return List.of(Result.against("scale-out", "us/event", two, one, Goal.atMost(1.2)));
    }
}
