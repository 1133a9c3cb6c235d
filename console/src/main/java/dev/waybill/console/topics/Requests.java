package dev.waybill.console.topics;

import java.util.ArrayList;
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
            var sent = new ArrayList<Future<?>>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                Future<?> one = producer.send(record);
                if (one.isDone()) {
                    // refused at once, as each further one would be after as long a wait
                    Broker.await(one);
                }
                sent.add(one);
            }
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
