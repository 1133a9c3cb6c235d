package dev.waybill.benchmarks;

import dev.waybill.benchmarks.aggregate.AggregateBenchmark;
import dev.waybill.benchmarks.aggregate.Aggregation;
import dev.waybill.benchmarks.aggregate.FlinkBenchmark;
import dev.waybill.benchmarks.aggregate.GrowthBenchmark;
import dev.waybill.benchmarks.aggregate.RefreshBenchmark;
import dev.waybill.benchmarks.endtoend.EndToEndBenchmark;
import dev.waybill.benchmarks.ingest.Accepted;
import dev.waybill.benchmarks.ingest.CamelBenchmark;
import dev.waybill.benchmarks.ingest.IngestBenchmark;
import dev.waybill.benchmarks.normalize.NormalizeBenchmark;
import dev.waybill.benchmarks.overload.OverloadBenchmark;
import dev.waybill.benchmarks.persist.DebeziumBenchmark;
import dev.waybill.benchmarks.persist.PersistBenchmark;
import dev.waybill.benchmarks.persist.RowByRowBenchmark;
import dev.waybill.benchmarks.persist.ScaleOutBenchmark;
import dev.waybill.benchmarks.persist.StoredScansBenchmark;
import dev.waybill.benchmarks.persist.Tracked;
import dev.waybill.benchmarks.up.UpBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code ./waybill bench}: measures what docs/PERFORMANCE.md names. Exit code 0 when every goal is met, 1 when not. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures how fast Waybill is, each figure beside a reference measured in the same run.")
public final class Bench implements Callable<Integer> {

    static final List<Benchmark> ALL = all();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "One figure alone, by its name in docs/PERFORMANCE.md.")
    private @Nullable String name;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results as JSON as well.")
    private @Nullable Path json;

    @Option(names = "--short", description = "Little of everything, to see that it works: no figure to quote.")
    private boolean little;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    private static List<Benchmark> all() {
        var accepted = new Once<>(Accepted::measure);
        var tracked = new Once<>(Tracked::measure);
        var aggregated = new Once<>(Aggregation::rates);
        return List.of(
                new IngestBenchmark(accepted),
                new CamelBenchmark(accepted),
                new NormalizeBenchmark(),
                new PersistBenchmark(tracked),
                new RowByRowBenchmark(tracked),
                new DebeziumBenchmark(tracked),
                new StoredScansBenchmark(),
                new ScaleOutBenchmark(),
                new AggregateBenchmark(aggregated),
                new GrowthBenchmark(),
                new FlinkBenchmark(aggregated),
                new RefreshBenchmark(),
                new EndToEndBenchmark(),
                new OverloadBenchmark(),
                new UpBenchmark());
    }

    @Override
    public Integer call() throws Exception {
        List<Benchmark> chosen = ALL.stream()
                .filter(benchmark -> name == null || benchmark.isCalled(name))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(new CommandLine(this), "No figure " + name);
        }
        var results = new ArrayList<Result>();
        for (Benchmark benchmark : chosen) {
            String figures = String.join(", ", benchmark.names());
            System.err.println("Measuring " + figures + " ...");
            long began = System.nanoTime();
            try {
                List<Result> measured = benchmark.measure(little ? Scale.SHORT : Scale.FULL);
                results.addAll(measured);
                System.err.println(Report.table(measured));
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception failed) {
                System.err.println("Not measured: " + figures + ": " + failed);
            }
            System.err.println("%d s".formatted(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)));
        }
        System.out.println(Report.table(results));
        if (json != null) {
            Files.writeString(json, Report.json(results));
        }
        long asked =
                chosen.stream().mapToLong(benchmark -> benchmark.names().size()).sum();
        return results.size() == asked && results.stream().allMatch(Result::met) ? 0 : 1;
    }
}
