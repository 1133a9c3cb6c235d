package dev.waybill.schemas.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoppingTest {

    private final Stopping stopping = new Stopping();

    @Test
    void aPauseEndsByItself() {
        stopping.pause(Duration.ofMillis(1));

        assertThat(stopping.hasBegun()).isFalse();
    }

    @Test
    @Timeout(10)
    void aPauseEndsWhenItBegins() throws InterruptedException {
        var waiting = new Thread(() -> stopping.pause(Duration.ofDays(1)));
        waiting.start();

        stopping.begin();
        waiting.join();

        assertThat(stopping.hasBegun()).isTrue();
    }

    @Test
    @Timeout(10)
    void whoIsInterruptedStops() {
        Thread.currentThread().interrupt();

        stopping.pause(Duration.ofDays(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopping.hasBegun()).isTrue();
    }
}
