package dev.waybill.standalone.pipeline;

import dev.waybill.events.ActivityEvent;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.Erasure;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.PersonalData;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.SystemMetric;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.StrangeRecords;
import dev.waybill.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/** Records that nobody should write, from a seed, to every topic that a service reads without an API key of EasyPost's. */
final class PoisonFlood {

    /** Header: which of the records it is. */
    static final String CASE = "case";

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final Map<String, Class<? extends SpecificRecord>> TYPES = Map.ofEntries(
            Map.entry(Topics.SHIPMENT_EVENTS, ShipmentEvent.class),
            Map.entry(Topics.SHIPMENT_REPLAY, ShipmentEvent.class),
            Map.entry(Topics.TRACKING_EVENTS, TrackingEvent.class),
            Map.entry(Topics.TRACKING_REPLAY, TrackingEvent.class),
            Map.entry(Topics.PERSONAL_DATA, PersonalData.class),
            Map.entry(Topics.ERASURES, Erasure.class),
            Map.entry(Topics.OPERATION_EVENTS, OperationEvent.class),
            Map.entry(Topics.ACTIVITY_EVENTS, ActivityEvent.class),
            Map.entry(Topics.SYSTEM_METRICS, SystemMetric.class),
            Map.entry(Topics.SHIPMENT_METRICS, ShipmentMetrics.class),
            Map.entry(Topics.CARRIER_PERFORMANCE, CarrierPerformance.class),
            Map.entry(Topics.ANALYTICS_SUMMARIES, AnalyticsSummary.class));

    private final Random random;
    private final Map<TopicPartition, Long> last = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private int cases;

    PoisonFlood(long seed) {
        this.random = new Random(seed);
    }

    /** Sends so many records to each topic, and returns when the broker has them. */
    void send(String bootstrapServers, int toEach) throws ExecutionException, InterruptedException {
        try (var producer = TestKafka.producer(bootstrapServers)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < toEach; i++) {
                for (var topic : TYPES.entrySet()) {
                    sent.add(producer.send(record(topic.getKey(), topic.getValue())));
                }
            }
            for (Future<RecordMetadata> one : sent) {
                RecordMetadata place = one.get();
                last.merge(new TopicPartition(place.topic(), place.partition()), place.offset(), Math::max);
            }
        }
    }

    static Set<String> topics() {
        return TYPES.keySet();
    }

    /** Returns the offset of the last record in each partition. */
    Map<TopicPartition, Long> last() {
        return Map.copyOf(last);
    }

    /** Returns the cases that are no records of their topics. */
    Set<String> unreadable() {
        return Set.copyOf(unreadable);
    }

    private ProducerRecord<byte[], byte[]> record(String topic, Class<? extends SpecificRecord> type) {
        byte[] value = random.nextInt(50) == 0 ? null : bytes(type);
        String number = topic + " " + cases++;
        boolean poison = value != null && !readable(value, type);
        if (poison) {
            unreadable.add(number);
        }
        // of a key's records in one batch the rollups' sink reads the last
        byte[] key = ("shp_poison" + (poison ? number : random.nextInt(40))).getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(topic, random.nextInt(6), null, key, value);
        record.headers().add(CASE, number.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private byte[] bytes(Class<? extends SpecificRecord> type) {
        byte[] bytes = WIRE.encode("any", new StrangeRecords(random).any(type));
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                bytes = new byte[random.nextInt(100)];
                random.nextBytes(bytes);
            }
            case 2 -> {
                byte[] noise = new byte[bytes.length - 5];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, 5, noise.length);
            }
            case 3 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            default -> {}
        }
        return bytes;
    }

    private static boolean readable(byte[] value, Class<? extends SpecificRecord> type) {
        try {
            return type.isInstance(WIRE.decode(value, type));
        } catch (SerializationException refused) {
            return false;
        }
    }
}
