package dev.waybill.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of records that are none, in every topic: each consumer comes to their end, what cannot be read is a dead letter with its
 * reason, and good webhooks between and behind them are in the rollups. How many: {@code waybill.fuzz.records}.
 */
class PoisonIT {

    private static final int TO_EACH_TOPIC = Integer.getInteger("waybill.fuzz.records", 60);
    private static final long SEED = Long.getLong("waybill.fuzz.seed", 8);
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int GOOD = 24;

    @Test
    void noRecordStopsAConsumer(@TempDir Path folder) throws ExecutionException, InterruptedException {
        try (var pipeline = new Pipeline(folder)) {
            var flood = new PoisonFlood(SEED);
            flood.send(pipeline.bootstrapServers(), TO_EACH_TOPIC / 2);
            tellGood(pipeline, "between");
            flood.send(pipeline.bootstrapServers(), TO_EACH_TOPIC / 2);
            tellGood(pipeline, "behind");

            await().atMost(SOON)
                    .until(() -> pipeline.tables()
                                    .count("carrier_performance where carrier = 'Flooded' and total_shipments = "
                                            + 2 * GOOD)
                            == 1);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(unread(pipeline, flood)).isEmpty());
            Map<String, String> reasons = reasons(pipeline);
            assertThat(flood.unreadable()).hasSizeGreaterThan(TO_EACH_TOPIC);
            assertThat(reasons.keySet()).containsAll(flood.unreadable());
            assertThat(Set.copyOf(reasons.values()))
                    .isSubsetOf(
                            DeadLetterReason.UNREADABLE.phrase(),
                            DeadLetterReason.UNFIT.phrase(),
                            DeadLetterReason.UNWRITABLE.phrase());
        }
    }

    private static void tellGood(Pipeline pipeline, String when) {
        for (int i = 0; i < GOOD; i++) {
            pipeline.webhook("evt_" + when + i, "tracker.updated", """
                    {"object":"Tracker","id":"trk_%s%d","mode":"test","carrier":"Flooded","tracking_code":"1",
                    "created_at":"2026-03-02T16:01:00Z","updated_at":"2026-03-02T16:01:00Z","status":"in_transit"}""".formatted(when, i));
        }
    }

    /** Returns the partitions in which some group has not come behind the last record, or nobody reads. */
    private static Set<TopicPartition> unread(Pipeline pipeline, PoisonFlood flood)
            throws ExecutionException, InterruptedException {
        var read = new HashMap<TopicPartition, Long>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", pipeline.bootstrapServers()))) {
            for (var group : admin.listGroups().all().get()) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get();
                committed.forEach((partition, next) -> read.merge(partition, next.offset(), Math::min));
            }
        }
        return flood.last().entrySet().stream()
                .filter(last -> read.getOrDefault(last.getKey(), 0L) <= last.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> reasons(Pipeline pipeline) {
        var reasons = new HashMap<String, String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", pipeline.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = PoisonFlood.topics().stream()
                    .flatMap(topic -> consumer.partitionsFor(Topics.named(topic).deadLetters()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var letter : consumer.poll(Duration.ofMillis(200))) {
                    // a row that follows from a strange snapshot may be one too, and has none
                    String number = RecordHeaders.text(letter.headers(), PoisonFlood.CASE);
                    if (number != null) {
                        reasons.put(number, String.valueOf(RecordHeaders.text(letter.headers(), DeadLetter.REASON)));
                    }
                }
            }
        }
        return reasons;
    }
}
