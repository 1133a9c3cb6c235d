package dev.waybill.ingest.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.Source;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.RecordHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxRecordsTest {

    @Test
    void webhookIsWhatHasNoHeaders() {
        var said = InboxRecords.of(record(5000));

        assertThat(said.source()).isEqualTo(Source.WEBHOOK);
        assertThat(said.receivedAt()).isEqualTo(Instant.ofEpochMilli(5000));
        assertThat(said.account()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"posted, POSTED", "fetched, FETCHED", "imported, IMPORTED", "beamed, UNKNOWN"})
    void headerSaysTheWay(String told, Source source) {
        assertThat(InboxRecords.of(record(0, RecordHeaders.header(RecordHeaders.SOURCE, told)))
                        .source())
                .isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource({"3000, 3000", "-1, 0", "9999, 5000", "yesterday, 5000"})
    void copyKeepsTheFirstTimeButIsNotOlderThanIt(String told, long receivedAt) {
        assertThat(InboxRecords.of(record(5000, RecordHeaders.header(RecordHeaders.RECEIVED_AT, told)))
                        .receivedAt())
                .isEqualTo(Instant.ofEpochMilli(receivedAt));
    }

    @Test
    void accountIsThatOfTheKey() {
        assertThat(InboxRecords.of(record(0, RecordHeaders.header(RecordHeaders.ACCOUNT, "user_1")))
                        .account())
                .isEqualTo("user_1");
    }

    private static ConsumerRecord<byte[], byte[]> record(long timestamp, Header... headers) {
        return new ConsumerRecord<>(
                Topics.INBOX,
                0,
                0,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                -1,
                2,
                null,
                new byte[] {'{', '}'},
                new org.apache.kafka.common.header.internals.RecordHeaders(headers),
                Optional.empty());
    }
}
