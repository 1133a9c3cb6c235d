package dev.waybill.console.topics;

import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** What is asked of other services, by records in their topics. */
public final class Requests implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;

    public Requests(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Returns when the broker has all of them.
     *
     * @throws dev.waybill.schemas.http.Problem when it does not take one; those before may have been taken
     */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            List<? extends Future<?>> sent =
                    records.stream().map(producer::send).toList();
            sent.forEach(Broker::await);
        } catch (KafkaException away) {
            throw Broker.away(away);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
