package dev.waybill.ingest.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;

/** The places of webhooks on their way to the broker. A client that is still sending has none yet. */
final class InFlight {

    private final Semaphore free;

    InFlight(WebhookProperties settings, MeterRegistry meters) {
        int places = settings.maxInFlight();
        this.free = new Semaphore(places);
        Gauge.builder("waybill.webhooks.in.flight", free, left -> places - left.availablePermits())
                .description("Webhooks on their way to the broker")
                .register(meters);
    }

    boolean full() {
        return free.availablePermits() == 0;
    }

    /** Takes a place, which is to be left; returns false where there is none. */
    boolean enter() {
        return free.tryAcquire();
    }

    void leave() {
        free.release();
    }
}
