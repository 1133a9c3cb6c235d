package dev.waybill.ingest.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Sends records and waits until the broker has them all. A record that the broker will never take is returned; any other failure is
 * thrown, after which everything is to be sent again.
 */
final class Outlet implements DisposableBean {

    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;

    Outlet(DefaultKafkaProducerFactory<byte[], byte[]> producers) {
        this.producers = producers;
    }

    /**
     * What the broker refused.
     *
     * @param outgoing to which the refused record belongs
     * @param failure the broker's reason
     */
    record Refused(Outgoing outgoing, Exception failure) {}

    /** Sends everything, many records at a time. */
    List<Refused> send(List<Outgoing> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        try (Producer<byte[], byte[]> producer = producers.createProducer()) {
            List<Outgoing> suspects = sendPipelined(producer, all);
            var refused = new ArrayList<Refused>();
            // one bad record takes the whole batch with it, so each is tried by itself
            for (Outgoing suspect : suspects) {
                Exception failure = sendOneByOne(producer, suspect);
                if (failure != null) {
                    refused.add(new Refused(suspect, failure));
                }
            }
            return refused;
        } catch (RuntimeException away) {
            // what failed may have made the producer useless for good
            producers.reset();
            throw away;
        }
    }

    @Override
    public void destroy() {
        producers.destroy();
    }

    private static List<Outgoing> sendPipelined(Producer<byte[], byte[]> producer, List<Outgoing> all) {
        var sent = new ArrayList<List<Future<RecordMetadata>>>(all.size());
        for (Outgoing outgoing : all) {
            var futures =
                    new ArrayList<Future<RecordMetadata>>(outgoing.records().size());
            for (ProducerRecord<byte[], byte[]> record : outgoing.records()) {
                Future<RecordMetadata> future = producer.send(record);
                if (future.isDone()) {
                    // no use in sending the rest when the broker is away: each would wait for it
                    failure(future);
                }
                futures.add(future);
            }
            sent.add(futures);
        }
        producer.flush();
        var suspects = new ArrayList<Outgoing>();
        for (int i = 0; i < all.size(); i++) {
            if (sent.get(i).stream().anyMatch(future -> failure(future) != null)) {
                suspects.add(all.get(i));
            }
        }
        return suspects;
    }

    private static @Nullable Exception sendOneByOne(Producer<byte[], byte[]> producer, Outgoing outgoing) {
        Exception failure = null;
        for (ProducerRecord<byte[], byte[]> record : outgoing.records()) {
            Future<RecordMetadata> future = producer.send(record);
            producer.flush();
            Exception refused = failure(future);
            failure = refused == null ? failure : refused;
        }
        return failure;
    }

    /** Returns why the broker will never take a record; null when it took it. Any other failure is thrown. */
    private static @Nullable Exception failure(Future<RecordMetadata> future) {
        try {
            future.get();
            return null;
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RecordTooLargeException
                    || failed.getCause() instanceof InvalidTimestampException
                    || failed.getCause() instanceof InvalidRecordException) {
                return (Exception) failed.getCause();
            }
            throw new KafkaException("Not acknowledged", failed.getCause());
        }
    }
}
