package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Engine;
import java.time.Duration;
import java.util.SplittableRandom;

/** PostgreSQL stopped for a while. Webhooks are taken all the same. */
public record AwayPostgres(Duration away) implements Fault {

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        ground.of(Engine.POSTGRES).close();
        long began = System.nanoTime();
        ground.send(ground.probe().webhook(1));
        boolean taken = Ground.seconds(began) < 2;
        Ground.pause(away);
        ground.start(Engine.POSTGRES);
        return Outcome.done("%d s away, a webhook was taken at once".formatted(away.toSeconds()), taken);
    }
}
