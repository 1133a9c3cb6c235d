package dev.waybill.ingest.fetch;

import dev.waybill.events.FetchRequest;
import dev.waybill.events.TrackerRequest;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RegistryAwayException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Listens to {@code fetch-requests} and {@code tracker-requests} for one account, in a group of the account's own, so that the accounts do not wait for each other. Key: the
 * shipment or tracking code; order does not matter. A duplicate is asked for again, which changes nothing. What must wait is left where it is: the consumer
 * is paused and goes on polling, so it keeps its place in the group however long it takes. A
 * poison record, and what EasyPost refuses for good, goes to the dead letters with its reason, logged once per reason.
 */
final class FetchRequests implements AcknowledgingMessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(FetchRequests.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Fetcher fetcher;
    private final AvroWire wire;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final MeterRegistry meters;
    private final Map<TopicPartition, Failures> failures = new HashMap<>();
    private final Set<DeadLetterReason> logged = EnumSet.noneOf(DeadLetterReason.class);

    FetchRequests(Fetcher fetcher, AvroWire wire, KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
        this.fetcher = fetcher;
        this.wire = wire;
        this.kafka = kafka;
        this.meters = meters;
    }

    @Override
    public void onMessage(ConsumerRecord<byte[], byte[]> record, @Nullable Acknowledgment acknowledgment) {
        Acknowledgment answer = Objects.requireNonNull(acknowledgment);
        Outcome outcome = settled(record);
        if (outcome instanceof Outcome.Again again) {
            if (again.failed()) {
                failures.put(place(record), new Failures(record.offset(), failuresOf(record) + 1));
            }
            answer.nack(again.pause());
        } else {
            failures.remove(place(record));
            answer.acknowledge();
        }
    }

    private Outcome settled(ConsumerRecord<byte[], byte[]> record) {
        long began = System.nanoTime();
        try {
            Outcome outcome = record.topic().equals(Topics.TRACKER_REQUESTS)
                    ? fetcher.create(wire.decode(record.value(), TrackerRequest.class), failuresOf(record))
                    : fetcher.fetch(wire.decode(record.value(), FetchRequest.class), failuresOf(record));
            if (outcome instanceof Outcome.Dropped dropped) {
                return drop(dropped, DeadLetter.withMessage(record, dropped.reason(), dropped.message()), null);
            }
            count(outcome instanceof Outcome.Done done ? done.how() : "again");
            return outcome;
        } catch (RegistryAwayException away) {
            return new Outcome.Again(RETRY, false);
        } catch (SerializationException poison) {
            return fetcher.first() ? drop(record, DeadLetterReason.UNREADABLE, poison) : new Outcome.Done("others");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Again(RETRY, false);
        } catch (RuntimeException unforeseen) {
            return drop(record, DeadLetterReason.UNFIT, unforeseen);
        } finally {
            meters.timer("waybill.fetches.duration").record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }

    private Outcome drop(ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, RuntimeException failure) {
        return drop(
                new Outcome.Dropped(reason, String.valueOf(failure.getMessage())),
                DeadLetter.of(record, reason, failure),
                failure);
    }

    private Outcome drop(
            Outcome.Dropped dropped, ProducerRecord<byte[], byte[]> letter, @Nullable RuntimeException failure) {
        if (logged.add(dropped.reason())) {
            log.warn(
                    "What EasyPost was to be asked is given up: {}, {}. Further ones go to the dead letters without a word",
                    dropped.reason().phrase(),
                    dropped.message(),
                    failure);
        }
        try {
            kafka.send(letter).get(Patience.DEAD_LETTER.toMillis(), TimeUnit.MILLISECONDS);
            count("dropped");
            return dropped;
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            return new Outcome.Again(RETRY, false);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Again(RETRY, false);
        }
    }

    private int failuresOf(ConsumerRecord<byte[], byte[]> record) {
        Failures known = failures.get(place(record));
        return known != null && known.offset() == record.offset() ? known.count() : 0;
    }

    private static TopicPartition place(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void count(String outcome) {
        meters.counter("waybill.fetches", "outcome", outcome).increment();
    }

    private record Failures(long offset, int count) {}
}
