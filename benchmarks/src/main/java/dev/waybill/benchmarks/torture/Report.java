package dev.waybill.benchmarks.torture;

import dev.waybill.benchmarks.torture.comparison.Comparison;
import dev.waybill.benchmarks.torture.faults.Fault;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a torture saw.
 *
 * @param webhooks how many were acknowledged, those sent twice included
 * @param again how often one was refused or not answered, and sent again
 * @param allSent whether every webhook was acknowledged in the end
 * @param published what the topics told in the wrong order, or told last and is in no row
 */
record Report(
        List<Line> faults, long webhooks, long again, boolean allSent, Comparison comparison, List<String> published) {

    private static final int SHOWN = 30;

    /**
     * A fault and what came of it.
     *
     * @param took seconds until it was put right
     * @param recovery seconds from then until what was sent then was in the rollups, infinitely many when it did not come
     */
    record Line(Fault fault, Fault.Outcome outcome, double took, double recovery) {

        @Override
        public String toString() {
            return "%-44s %6.1f s %6.1f s  %s".formatted(name(), took, recovery, outcome.note());
        }

        private String name() {
            return fault.toString().replace("[]", "");
        }
    }

    boolean isFlawless() {
        return allSent && comparison.isEqual() && published.isEmpty() && broken() == 0 && injected() == faults.size();
    }

    private List<String> notInjected() {
        return faults.stream()
                .filter(line -> !line.outcome().injected())
                .map(line -> line.fault() + " was " + line.outcome().note())
                .toList();
    }

    private long injected() {
        return faults.stream().filter(line -> line.outcome().injected()).count();
    }

    private long broken() {
        return faults.stream()
                .mapToLong(line -> line.outcome().broken() + (Double.isInfinite(line.recovery()) ? 1 : 0))
                .sum();
    }

    String table() {
        String lines = faults.stream().map(Line::toString).collect(Collectors.joining("\n"));
        String differences = Stream.of(comparison.differences(), published, notInjected())
                .flatMap(some -> some.stream().limit(SHOWN))
                .map(line -> "  " + line + "\n")
                .collect(Collectors.joining());
        return """
                fault                                        put right   recovery  seen
                %s

                faults injected: %d of %d; webhooks acknowledged: %d (%d times sent again%s); rows compared: %d, cells: %d
                %s%s""".formatted(
                        lines,
                        injected(),
                        faults.size(),
                        webhooks,
                        again,
                        allSent ? "" : "; NOT ALL WERE ACKNOWLEDGED",
                        comparison.rows(),
                        comparison.cells(),
                        differences,
                        verdict());
    }

    private String verdict() {
        return "%s: %d faults not injected, %d lost, %d doubled, %d wrong cells, %d wrong in topics, %d rules broken"
                .formatted(
                        isFlawless() ? "Flawless" : "FAILED",
                        faults.size() - injected(),
                        comparison.lost(),
                        comparison.doubled(),
                        comparison.wrong(),
                        published.size(),
                        broken());
    }
}
