package dev.waybill.schemas.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of what a thread does: it begins once, and ends all pauses. Used by any thread. */
public final class Stopping {

    private final CountDownLatch begun = new CountDownLatch(1);

    public void begin() {
        begun.countDown();
    }

    public boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /** Waits for a time, or until it begins. It begins when a thread that waits is interrupted, which that thread remains. */
    public void pause(Duration time) {
        try {
            boolean unused = begun.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            begin();
        }
    }
}
