package dev.waybill.benchmarks.up;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.load.OpenLoop;
import dev.waybill.benchmarks.processes.Peak;
import dev.waybill.benchmarks.processes.Processes;
import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.benchmarks.webhooks.Signed;
import dev.waybill.standalone.folder.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Seconds from the start of {@code ./waybill up} to the health of all services, on an empty folder and on its own data, and the resident
 * memory of all its processes, idle half a minute and under a load of half a minute.
 */
public final class UpBenchmark implements Benchmark {

    private static final int A_SECOND = 200;
    private static final int CONNECTIONS = 16;
    private static final int OK = 200;
    private static final int TIMES_A_RUN = 4;

    @Override
    public List<String> names() {
        return List.of("first-start", "start", "memory-idle", "memory-load");
    }

    @Override
    public boolean isCalled(String name) {
        return name.equals("memory") || names().contains(name);
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        int seconds = TIMES_A_RUN * scale.seconds();
        int count = seconds * A_SECOND;
        Instant now = Instant.now();
        var first = new ArrayList<Double>();
        var again = new ArrayList<Double>();
        var idle = new ArrayList<Double>();
        var loaded = new ArrayList<Double>();
        Path data = Files.createTempDirectory("waybill-bench-up-");
        int port = Up.freePorts();
        try {
            Up.prepare(data);
            try (Up up = Up.start(data, port)) {
                first.add(up.secondsToReady());
            }
            for (int run = 0; run < scale.runs(); run++) {
                List<byte[]> requests = Parcel.parcels(run * count, count, now).stream()
                        .map(Signed::request)
                        .toList();
                try (Up up = Up.start(data, port)) {
                    again.add(up.secondsToReady());
                    Processes processes = up.processes();
                    TimeUnit.SECONDS.sleep(seconds);
                    idle.add(processes.megabytes());
                    loaded.add(underLoad(up.ingestPort(), requests, processes));
                }
            }
        } finally {
            Folders.delete(data);
        }
        return List.of(
                Result.absolute("first-start", "s", first, Goal.atMost(15)),
                Result.absolute("start", "s", again, Goal.atMost(15)),
                Result.absolute("memory-idle", "MB", idle, Goal.atMost(1000)),
                Result.absolute("memory-load", "MB", loaded, Goal.atMost(1200)));
    }

    private static double underLoad(int port, List<byte[]> requests, Processes processes) throws Exception {
        try (var peak = new Peak(processes)) {
            OpenLoop.send(port, requests, A_SECOND, CONNECTIONS, (request, due, status) -> {
                if (status != OK) {
                    throw new IllegalStateException("answered " + status);
                }
            });
            return peak.megabytes();
        }
    }
}
