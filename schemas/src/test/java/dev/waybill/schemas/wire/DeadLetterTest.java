package dev.waybill.schemas.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private final ConsumerRecord<byte[], byte[]> poison =
            new ConsumerRecord<>("tracking-events", 3, 42, "shp_1".getBytes(UTF_8), new byte[] {9});

    @Test
    void theRecordIsKeptAsItWasAndSaysWhy() {
        poison.headers().add(RecordHeaders.header(RecordHeaders.SOURCE, "webhook"));

        ProducerRecord<byte[], byte[]> letter =
                DeadLetter.of(poison, "undecodable", new IllegalArgumentException("not Avro"));

        assertThat(letter.topic()).isEqualTo("tracking-events-dlt");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.key()).isEqualTo(poison.key());
        assertThat(letter.value()).isEqualTo(poison.value());
        assertThat(RecordHeaders.text(letter.headers(), RecordHeaders.SOURCE)).isEqualTo("webhook");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON)).isEqualTo("undecodable");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.OFFSET)).isEqualTo("42");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE)).isEqualTo("not Avro");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.STACK_TRACE)).contains("IllegalArgumentException");
    }

    @Test
    void aHugeFailureIsCut() {
        ProducerRecord<byte[], byte[]> letter =
                DeadLetter.of(poison, "undecodable", new IllegalArgumentException("x".repeat(100_000)));

        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE)).hasSize(1000);
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.STACK_TRACE)).hasSize(8000);
    }
}
