package dev.waybill.analytics.topology;

import dev.waybill.analytics.MovedClock;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.AttentionEvent;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The topology without a broker. What it sent is read once. */
@NullUnmarked
final class Driven implements AutoCloseable {

    static final int FOLD = 2;

    /** The driver commits after each record, which a disk would have to write down each time. */
    private static final Path MEMORY = Path.of("/dev/shm");

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private final AvroWire wire = new AvroWire(BundledSchemas.catalogue());
    private final MovedClock clock = new MovedClock();
    private final Path state;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> snapshots;

    Driven() {
        this(Handled.NOTHING);
    }

    Driven(Handled handled) {
        this(handled, AnalyticsTopology.MOST_DUE_AT_ONCE);
    }

    Driven(Handled handled, int mostDueAtOnce) {
        try {
            state = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "waybill-streams")
                    : Files.createTempDirectory("waybill-streams");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "driven");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        // the driver commits after each record, and RocksDB would write six files each time
        settings.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        driver = new TopologyTestDriver(topology(wire, handled, metrics, clock, mostDueAtOnce), settings);
        snapshots =
                driver.createInputTopic(Topics.SHIPMENT_METRICS, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Topology topology(
            AvroWire wire, Handled handled, SimpleMeterRegistry metrics, Clock clock, int mostDueAtOnce) {
        var builder = new StreamsBuilder();
        new AnalyticsTopology(wire, FOLD, handled, metrics, clock, mostDueAtOnce).addTo(builder);
        return builder.build();
    }

    void tell(ShipmentMetrics.Builder snapshot) {
        ShipmentMetrics shipment = snapshot.build();
        tell(shipment.getShipmentId(), wire.encode(Topics.SHIPMENT_METRICS, shipment));
    }

    void tell(String key, byte @Nullable [] value) {
        tell(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value));
    }

    void tell(TestRecord<byte[], byte[]> snapshot) {
        snapshots.pipeInput(snapshot);
    }

    /** Writes into any topic that the topology reads. */
    void write(String topic, TestRecord<byte[], byte[]> told) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(told);
    }

    /** Moves the clock, and lets what is due by then be done. */
    void at(String time) {
        clock.moveTo(Instant.parse(time));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    /** Moves the clock, and nothing else. */
    void clockTo(String time) {
        clock.moveTo(Instant.parse(time));
    }

    /** Tells a snapshot as of a time that is over. */
    void tellAt(String time, ShipmentMetrics.Builder snapshot) {
        ShipmentMetrics shipment = snapshot.build();
        tell(new TestRecord<>(
                shipment.getShipmentId().getBytes(StandardCharsets.UTF_8),
                wire.encode(Topics.SHIPMENT_METRICS, shipment),
                Instant.parse(time)));
    }

    /** Returns when a reason was raised or withdrawn. */
    List<String> attention(String reason) {
        return attention().stream()
                .filter(event -> event.contains(" " + reason + " "))
                .toList();
    }

    /** Returns which reasons were raised or withdrawn. */
    List<String> attention() {
        return sent(Topics.ATTENTION_EVENTS).stream()
                .map(event -> wire.decode(event.value(), AttentionEvent.class))
                .map(event -> event.getShipmentId() + " " + event.getReason()
                        + (event.getRaised() ? " raised" : " withdrawn") + " since " + event.getSince())
                .toList();
    }

    List<StatusEvent> statusEvents() {
        return sent(Topics.STATUS_EVENTS).stream()
                .map(event -> wire.decode(event.value(), StatusEvent.class))
                .toList();
    }

    /** Returns the newest row by key, null for a tombstone. */
    Map<String, CarrierPerformance> carriers() {
        return rows(Topics.CARRIER_PERFORMANCE, CarrierPerformance.class);
    }

    /** Returns the newest row by key, null for a tombstone. */
    Map<String, AnalyticsSummary> summaries() {
        return rows(Topics.ANALYTICS_SUMMARIES, AnalyticsSummary.class);
    }

    List<TestRecord<String, byte[]>> sent(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
        try {
            FileSystemUtils.deleteRecursively(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T extends SpecificRecord> Map<String, T> rows(String topic, Class<T> type) {
        var rows = new LinkedHashMap<String, T>();
        sent(topic).forEach(row -> rows.put(row.key(), row.value() == null ? null : wire.decode(row.value(), type)));
        return rows;
    }
}
