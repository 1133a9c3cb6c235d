package dev.waybill.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

    @Test
    void aBodyUpToTheLimitIsWhole() throws IOException {
        assertThat(BoundedBody.read(new ByteArrayInputStream(new byte[9]), 10)).hasSize(9);
        assertThat(BoundedBody.read(new ByteArrayInputStream(new byte[10]), 10)).hasSize(10);
        assertThat(BoundedBody.read(new ByteArrayInputStream(new byte[11]), 10)).isNull();
    }

    @Test
    void anEndlessBodyIsReadOneByteFurther() throws IOException {
        var read = new AtomicLong();
        var endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                read.addAndGet(length);
                return length;
            }
        };

        assertThat(BoundedBody.read(endless, 100_000)).isNull();
        assertThat(read).hasValue(100_001);
    }
}
