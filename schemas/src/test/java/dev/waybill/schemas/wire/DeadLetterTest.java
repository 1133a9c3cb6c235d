package dev.waybill.schemas.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterTest {

    private final ConsumerRecord<byte[], byte[]> poison =
            new ConsumerRecord<>("tracking-events", 3, 42, "shp_1".getBytes(UTF_8), new byte[] {9});

    @Test
    void theRecordIsKeptAsItWasAndSaysWhy() {
        poison.headers().add(RecordHeaders.header(RecordHeaders.SOURCE, "webhook"));

        ProducerRecord<byte[], byte[]> letter =
                DeadLetter.of(poison, DeadLetterReason.UNREADABLE, new IllegalArgumentException("not Avro"));

        assertThat(letter.topic()).isEqualTo("tracking-events-dlt");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.key()).isEqualTo(poison.key());
        assertThat(letter.value()).isEqualTo(poison.value());
        assertThat(RecordHeaders.text(letter.headers(), RecordHeaders.SOURCE)).isEqualTo("webhook");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON)).isEqualTo("cannot be read");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.OFFSET)).isEqualTo("42");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE)).isEqualTo("not Avro");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.STACK_TRACE)).contains("IllegalArgumentException");
    }

    @Test
    void oneThatFailsAgainKeepsItsAttempts() {
        ConsumerRecord<byte[], byte[]> record = poison;
        for (int attempt = 1; attempt <= 30; attempt++) {
            ProducerRecord<byte[], byte[]> letter = DeadLetter.of(
                    record, reason(attempt), attempt == 2 ? null : new IllegalArgumentException("no " + attempt));
            record = new ConsumerRecord<>("tracking-replay", 3, 100 + attempt, letter.key(), letter.value());
            letter.headers().forEach(record.headers()::add);
        }

        assertThat(all(record, DeadLetter.REASON))
                .hasSize(DeadLetter.MAX_ATTEMPTS)
                .startsWith(reason(1).phrase(), reason(2).phrase(), reason(3).phrase())
                .endsWith(reason(9).phrase(), reason(30).phrase());
        assertThat(all(record, DeadLetter.MESSAGE))
                .startsWith("no 1", "", "no 3")
                .endsWith("no 9", "no 30");
        assertThat(all(record, DeadLetter.TOPIC)).startsWith("tracking-events", "tracking-replay");
        assertThat(all(record, DeadLetter.OFFSET)).startsWith("42", "101").endsWith("129");
        assertThat(all(record, DeadLetter.STACK_TRACE)).hasSize(DeadLetter.MAX_ATTEMPTS);
    }

    private static DeadLetterReason reason(int attempt) {
        DeadLetterReason[] all = DeadLetterReason.values();
        return all[attempt % all.length];
    }

    private static List<String> all(ConsumerRecord<byte[], byte[]> record, String header) {
        var values = new ArrayList<String>();
        record.headers().headers(header).forEach(one -> values.add(new String(one.value(), UTF_8)));
        return values;
    }

    @Test
    void whereNothingWasThrownThereIsAMessage() {
        ProducerRecord<byte[], byte[]> letter =
                DeadLetter.withMessage(poison, DeadLetterReason.REFUSED_BY_EASYPOST, "status 401");

        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE)).isEqualTo("status 401");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.STACK_TRACE)).isEmpty();
    }

    /** In the first cell of a row of its table. */
    @ParameterizedTest
    @EnumSource
    void theRunbookSaysWhatToDo(DeadLetterReason reason) throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "RUNBOOK.md")))
                .containsPattern("\\n\\|[^|]*`" + Pattern.quote(reason.phrase()) + "`[^|]*\\|");
    }

    @Test
    void aHugeFailureIsCut() {
        ProducerRecord<byte[], byte[]> letter =
                DeadLetter.of(poison, DeadLetterReason.UNREADABLE, new IllegalArgumentException("x".repeat(100_000)));

        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE)).hasSize(1000);
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.STACK_TRACE)).hasSize(8000);
    }
}
