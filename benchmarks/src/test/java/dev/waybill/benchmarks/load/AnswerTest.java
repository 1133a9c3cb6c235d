package dev.waybill.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    private static final String REFUSED =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nContent-Length: 4\r\n\r\nbusy";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void isWholeWhenItsBodyIs(int piece) {
        assertThat(bytesTaken(REFUSED + "HTTP/1.1 200", piece, new Answer())).isEqualTo(REFUSED.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void chunksAreRead(int piece) {
        String chunked =
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nConnection: close\r\n\r\n5\r\n\r\n\r\n\n\r\na\r\n0123456789\r\n0\r\n\r\n";
        var answer = new Answer();

        assertThat(bytesTaken(chunked + "next", piece, answer)).isEqualTo(chunked.length());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.last()).isTrue();
    }

    @Test
    void withoutABodyTheHeadIsAll() {
        String head = "HTTP/1.1 200 OK\r\nDate: today\r\n\r\n";
        var answer = new Answer();

        assertThat(bytesTaken(head, 1000, answer)).isEqualTo(head.length());
        assertThat(answer.last()).isFalse();
        assertThat(answer.lacksRetryAfter()).isFalse();
    }

    @Test
    void a503SaysWhenToComeAgain() {
        var told = new Answer();
        bytesTaken(REFUSED, 1000, told);
        var untold = new Answer();
        bytesTaken(REFUSED.replace("Retry-After", "Other"), 1000, untold);

        assertThat(told.lacksRetryAfter()).isFalse();
        assertThat(untold.lacksRetryAfter()).isTrue();
    }

    /** Returns after how many bytes it was whole, or -1. */
    private static int bytesTaken(String text, int piece, Answer answer) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from < bytes.length; from += piece) {
            ByteBuffer next = ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from));
            if (answer.complete(next)) {
                return next.position();
            }
        }
        return -1;
    }
}
