package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Engine;
import java.util.SplittableRandom;

/** kill -9 of the postmaster, and its start. */
public record KilledPostgres() implements Fault {

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        ProcessHandle postmaster = ground.site().postmaster().orElseThrow();
        postmaster.destroyForcibly();
        ground.of(Engine.POSTGRES).close();
        ground.start(Engine.POSTGRES);
        return Outcome.done("postmaster " + postmaster.pid());
    }
}
