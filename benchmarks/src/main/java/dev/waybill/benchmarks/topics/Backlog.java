package dev.waybill.benchmarks.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Gives a group work and takes the time until its committed offsets say that it is done. */
public final class Backlog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_MS = 10;

    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    public Backlog(String bootstrapServers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        UUID.randomUUID().toString(),
                        "transaction.timeout.ms",
                        600_000,
                        "linger.ms",
                        20,
                        "batch.size",
                        256 << 10,
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /**
     * Returns the seconds that a group took for records, from the commit that shows them to it.
     *
     * @param records of topics that the group reads
     */
    public double seconds(String group, List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = publish(records);
        long began = System.nanoTime();
        await(group, ends);
        return (System.nanoTime() - began) / 1e9;
    }

    /** Shows records to their readers, all of them at once, and returns the offsets after the last of them. */
    public Map<TopicPartition, Long> publish(List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        var ends = new HashMap<TopicPartition, Long>();
        for (Future<RecordMetadata> record : sent) {
            RecordMetadata written = record.get();
            ends.merge(new TopicPartition(written.topic(), written.partition()), written.offset() + 1, Math::max);
        }
        // last, since readers begin with it
        producer.commitTransaction();
        return ends;
    }

    /** Returns when a group has done all that its topics hold now. */
    public void await(String group, List<String> topics) throws ExecutionException, InterruptedException {
        await(group, ends(topics));
    }

    /** Returns when a group has committed offsets. */
    public void await(String group, Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        long began = System.nanoTime();
        while (!isDone(group, ends)) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException(group + " does not end");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    /** Returns the offsets after all that topics hold now, markers of transactions among them. */
    public Map<TopicPartition, Long> ends(List<String> topics) throws ExecutionException, InterruptedException {
        var specs = new HashMap<TopicPartition, OffsetSpec>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((topic, described) -> described
                        .partitions()
                        .forEach(partition ->
                                specs.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        return admin.listOffsets(specs).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private boolean isDone(String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().filter(end -> end.getValue() > 0).allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
