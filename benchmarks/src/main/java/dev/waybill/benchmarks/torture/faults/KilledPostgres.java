package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** kill -9 of the postmaster, and its start. */
public record KilledPostgres() implements Fault {

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        Path file = ground.site().folder(Engine.POSTGRES).resolve("postgres/data/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        ground.of(Engine.POSTGRES).close();
        ground.start(Engine.POSTGRES);
        return Outcome.done("postmaster " + pid);
    }
}
