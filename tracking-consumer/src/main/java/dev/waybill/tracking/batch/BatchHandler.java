package dev.waybill.tracking.batch;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a group does with its records. Called by several threads, each with the partitions that are its own.
 *
 * @param <T> a record that was read
 */
public interface BatchHandler<T> {

    /** The source of the CloudEvents that this service sends. */
    String SOURCE = "/waybill/tracking-consumer";

    /** Reads a record. Whatever it throws sends the record to its dead letters, unless trying again may help. */
    T read(ConsumerRecord<byte[], byte[]> told);

    /**
     * Writes a batch, all of it or nothing, and returns what is to be sent because of it. It may be called again with the same records or
     * with a part of them.
     */
    List<ProducerRecord<byte[], byte[]>> handle(List<T> batch);
}
