package dev.waybill.console.topics;

import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** What is asked of other services, by records in their topics. */
public final class Requests implements AutoCloseable {

    private static final String SOURCE = "/waybill/console";

    private final Producer<byte[], byte[]> producer;
    private final AvroWire wire;

    public Requests(Producer<byte[], byte[]> producer, AvroWire wire) {
        this.producer = producer;
        this.wire = wire;
    }

    /**
     * Returns when the broker has a record.
     *
     * @param id of the CloudEvent
     * @param type of the CloudEvent
     * @throws dev.waybill.schemas.http.Problem when it does not take it
     */
    public void send(String topic, String key, SpecificRecord value, String id, String type, Instant now) {
        send(List.of(wire.record(topic, key, value, new CloudEvent(id, type, SOURCE, now))));
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
