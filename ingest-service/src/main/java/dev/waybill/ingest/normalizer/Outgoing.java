package dev.waybill.ingest.normalizer;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What came of one inbox record.
 *
 * @param inbox the record
 * @param type what it told, in one of few words
 * @param outcome what became of it
 * @param records the records to send: its events, or its dead letter
 */
record Outgoing(
        ConsumerRecord<byte[], byte[]> inbox,
        String type,
        Outcome outcome,
        List<ProducerRecord<byte[], byte[]>> records) {

    enum Outcome {
        NORMALIZED,
        DEAD_LETTER
    }
}
