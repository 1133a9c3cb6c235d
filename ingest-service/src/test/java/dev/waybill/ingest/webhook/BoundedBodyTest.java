package dev.waybill.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

    @Test
    void aBodyUpToTheLimitIsWhole() throws IOException {
        assertThat(read(9, -1, 10)).hasSize(9);
        assertThat(read(10, -1, 10)).hasSize(10);
        assertThat(read(10, 10, 10)).hasSize(10);
        assertThat(read(0, 0, 10)).isEmpty();
        assertThat(read(11, -1, 10)).isNull();
        assertThat(read(300_000, 300_000, 1 << 20)).hasSize(300_000);
        assertThat(read(300_000, -1, 1 << 20)).hasSize(300_000);
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

        assertThat(BoundedBody.read(endless, -1, 100_000, bytes -> {})).isNull();
        assertThat(read).hasValue(100_001);
    }

    @Test
    void memoryIsHeldForWhatHasCome() throws IOException {
        var held = new AtomicLong();

        assertThat(BoundedBody.read(new ByteArrayInputStream(new byte[100]), 1 << 20, 1 << 20, held::set))
                .hasSize(100);
        assertThat(held).hasValue(8 << 10);
        assertThat(BoundedBody.read(new ByteArrayInputStream(new byte[1 << 20]), 1 << 20, 1 << 20, held::set))
                .hasSize(1 << 20);
        assertThat(held).hasValue((1 << 20) + (512 << 10));
        assertThat(BoundedBody.read(new ByteArrayInputStream(new byte[5_000]), 5_000, 1 << 20, held::set))
                .hasSize(5_000);
        assertThat(held).hasValue(5_000);
    }

    private static byte @Nullable [] read(int length, long announced, int limit) throws IOException {
        return BoundedBody.read(new ByteArrayInputStream(new byte[length]), announced, limit, bytes -> {});
    }
}
