package dev.waybill.ingest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.ingest.TickingClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BodiesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TickingClock clock = new TickingClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void whatOneHoldsNobodyElseGets() {
        Bodies bodies = bodies(Duration.ofMillis(20));
        Body one = bodies.open(nothing());
        Body other = bodies.open(nothing());

        one.hold(70);
        assertThatThrownBy(() -> other.hold(40)).isInstanceOf(BodiesFullException.class);
        other.hold(30);

        assertThat(bodies.held()).isEqualTo(100);
        assertThat(meters.get("waybill.body.memory").gauge().value()).isEqualTo(100);
        assertThat(meters.get("waybill.body.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void aRefusedBodyKeepsWhatItHadUntilItIsClosed() {
        Bodies bodies = bodies(Duration.ofMillis(20));
        Body one = bodies.open(nothing());
        one.hold(60);
        Body other = bodies.open(nothing());
        other.hold(30);

        assertThatThrownBy(() -> other.hold(50)).isInstanceOf(BodiesFullException.class);
        assertThat(bodies.held()).isEqualTo(90);
        other.close();
        other.close();
        assertThat(bodies.held()).isEqualTo(60);
        one.hold(10);
        assertThat(bodies.held()).isEqualTo(10);
        one.close();
        assertThat(bodies.held()).isZero();
    }

    @Test
    void whoWaitsGetsWhatIsReleased() {
        Bodies bodies = bodies(Duration.ofSeconds(30));
        Body one = bodies.open(nothing());
        one.hold(100);
        Body other = bodies.open(nothing());

        var waiting = CompletableFuture.runAsync(() -> other.hold(50));
        one.close();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(waiting::isDone);
        assertThat(waiting).isCompleted();
        assertThat(bodies.held()).isEqualTo(50);
    }

    @Test
    void aBodyLargerThanAllMemoryTakesAllOfIt() {
        Bodies bodies = bodies(Duration.ofMillis(20));
        Body body = bodies.open(nothing());

        body.hold(1_000_000_000_000L);
        body.hold(2_000_000_000_000L);

        assertThat(bodies.held()).isEqualTo(100);
        body.close();
        assertThat(bodies.held()).isZero();
    }

    @Test
    void aTricklingClientIsCutHoweverOftenItSends() throws IOException {
        var trickle = new InputStream() {
            @Override
            public int read() {
                clock.pass(Duration.ofSeconds(7));
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return read() == 'x' ? 1 : 0;
            }
        };
        Body body = bodies(Duration.ZERO).open(trickle);

        assertThat(body.read()).isEqualTo('x');
        assertThat(body.read()).isEqualTo('x');
        assertThatThrownBy(() -> body.readNBytes(10)).isInstanceOf(SocketTimeoutException.class);
        body.goOn();
        assertThat(body.read()).isEqualTo('x');
    }

    private Bodies bodies(Duration wait) {
        return new Bodies(new BodyProperties(DataSize.ofBytes(100), wait, PATIENCE), clock, meters);
    }

    private static InputStream nothing() {
        return new ByteArrayInputStream(new byte[0]);
    }
}
