package dev.waybill.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.Source;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.Version;
import dev.waybill.ingest.normalizer.mapping.InboxRecord;
import dev.waybill.ingest.normalizer.mapping.Normalizer;
import dev.waybill.ingest.normalizer.mapping.NormalizerVersion;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** A webhook that an older parser misread, mended by a replay of the inbox. */
class ReplayedInboxIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SHIPMENT = "shp_misread";
    private static final Instant SCANNED = Instant.parse("2026-03-02T15:00:00Z");
    private static final Instant MISREAD = SCANNED.plusSeconds(3600);
    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final String WEBHOOK = """
            {"object":"Event","id":"evt_misread","mode":"test","user_id":"user_of_the_test","description":"tracker.updated","result":
            {"object":"Tracker","id":"trk_misread","shipment_id":"shp_misread","mode":"test","tracking_code":"MISREAD1",
            "carrier":"USPS","status":"delivered","updated_at":"2026-03-02T16:01:00Z","tracking_details":[
            {"status":"delivered","message":"Delivered","datetime":"2026-03-02T15:00:00Z"}]}}""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Pipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = new Pipeline(folder);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void theNewReadingWins() throws Exception {
        var normalizer = pipeline.ingest().getBean("normalizerContainer", ConcurrentMessageListenerContainer.class);
        normalizer.stop();
        pipeline.webhook(WEBHOOK);
        passOver("ingest-normalizer", Topics.INBOX);
        tellMisread();
        normalizer.start();
        await().atMost(SOON)
                .until(() -> pipeline.tables().count("shipments where easypost_id = '" + SHIPMENT + "'") == 1);
        assertThat(row())
                .containsEntry("status", "in_transit")
                .containsEntry("tracker_normalizer_version", NormalizerVersion.CURRENT - 1);
        assertThat(pipeline.tables().scans(SHIPMENT)).containsEntry("first", Timestamp.from(MISREAD));

        pipeline.replay("""
                {"topic": "easypost.inbox", "filter": {"tracking_code": "MISREAD1"}}""");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(row())
                        .containsEntry("status", "delivered")
                        .containsEntry("tracker_normalizer_version", NormalizerVersion.CURRENT));
        assertThat(pipeline.tables().scans(SHIPMENT))
                .containsEntry("scans", 1L)
                .containsEntry("first", Timestamp.from(SCANNED));
        assertThat(pipeline.tables().metrics(SHIPMENT).get("delivered_date")).hasToString("2026-03-02");
    }

    private static Map<String, Object> row() {
        return pipeline.tables().shipment(SHIPMENT);
    }

    /** As a version before the current one read it: another status, and the scan an hour too late. */
    private static void tellMisread() throws ExecutionException, InterruptedException {
        var inbox = new InboxRecord(WEBHOOK.getBytes(StandardCharsets.UTF_8), Instant.now(), Source.WEBHOOK, null);
        TrackingEvent event = Normalizer.normalize(inbox).stream()
                .map(typed -> typed.value())
                .filter(TrackingEvent.class::isInstance)
                .map(TrackingEvent.class::cast)
                .findFirst()
                .orElseThrow();
        event.put(
                "version",
                Version.newBuilder(event.getVersion())
                        .setNormalizerVersion(NormalizerVersion.CURRENT - 1)
                        .setHash("misread")
                        .build());
        event.getTracker().put("status", "in_transit");
        event.getTracker().getTrackingDetails().get(0).put("status", "in_transit");
        event.getTracker().getTrackingDetails().get(0).put("datetime", MISREAD);
        try (var producer = TestKafka.producer(pipeline.bootstrapServers())) {
            producer.send(new ProducerRecord<>(
                            Topics.TRACKING_EVENTS,
                            SHIPMENT.getBytes(StandardCharsets.UTF_8),
                            WIRE.encode(Topics.TRACKING_EVENTS, event)))
                    .get();
        }
    }

    /** What is in a topic now is read no more by a group that nobody is in. */
    private static void passOver(String group, String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", pipeline.bootstrapServers()))) {
            TopicDescription description = Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
            var partitions = description.partitions().stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()),
                            partition -> OffsetSpec.latest()));
            var ends = admin.listOffsets(partitions).all().get();
            admin.alterConsumerGroupOffsets(
                            group,
                            ends.entrySet().stream()
                                    .collect(Collectors.toMap(
                                            Map.Entry::getKey,
                                            end -> new OffsetAndMetadata(
                                                    end.getValue().offset()))))
                    .all()
                    .get();
        }
    }
}
