package dev.waybill.ingest.body;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The memory that all bodies share, given in the order of asking. */
public final class Bodies {

    private final BodyProperties settings;
    private final Clock clock;
    private final int memory;
    private final Semaphore free;
    private final Counter refused;

    Bodies(BodyProperties settings, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        this.memory = (int) settings.memory().toBytes();
        this.free = new Semaphore(memory, true);
        this.refused = Counter.builder("waybill.body.refused")
                .description("Bodies that found no memory in time")
                .register(meters);
        Gauge.builder("waybill.body.memory", this, Bodies::held)
                .description("Memory held by bodies that are being taken in")
                .baseUnit("bytes")
                .register(meters);
    }

    /** Begins a body, which holds no memory yet. */
    public Body open(InputStream in) {
        return new Body(in, this, clock, settings.patience());
    }

    int held() {
        return memory - free.availablePermits();
    }

    /**
     * Makes what was held so much more or less, and returns what is held then. Who asks for more than there is in all gets all.
     *
     * @throws BodiesFullException when others hold the memory and do not give it back in time
     */
    int change(int held, long wanted) {
        int target = (int) Math.min(wanted, memory);
        if (target <= held) {
            free.release(held - target);
        } else if (!acquired(target - held)) {
            refused.increment();
            throw new BodiesFullException();
        }
        return target;
    }

    private boolean acquired(int bytes) {
        try {
            return free.tryAcquire(bytes, settings.longestWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
