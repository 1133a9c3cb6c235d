package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.torture.parcels.Oversized;
import dev.waybill.benchmarks.torture.parcels.Probe;
import dev.waybill.benchmarks.torture.parcels.Webhook;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records of which nobody can make anything. Each ends as a dead letter with a reason; a text that is merely too long ends in its row. */
public record Poison() implements Fault {

    private static final List<String> TYPED =
            List.of("tracking-events", "shipment-events", "personal-data", "operation-events", "shipment-metrics");
    private static final int NOBODY_KNOWS = 77;
    private static final int LENGTH = 3_000;

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        String mark = "poison" + Integer.toHexString(dice.nextInt());
        var awaited = new TreeMap<String, String>();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", ground.site().kafka(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String topic : TYPED) {
                int known = DeadLetters.schemaOf(ground.site().kafka(), topic);
                awaited.put(put(producer, topic, "shp_" + mark + "a", known), topic + ", undecodable");
                awaited.put(put(producer, topic, "shp_" + mark + "b", NOBODY_KNOWS), topic + ", unknown schema");
            }
        }
        String garbage = mark + " is not JSON";
        ground.send(new Webhook("poison-0-" + mark, garbage));
        awaited.put("easypost.inbox " + garbage, "a body that is no JSON");
        String large = "shp_" + mark + "c";
        Oversized.webhooks(large, ground.now()).forEach(ground::send);
        awaited.put("-events " + large, "a snapshot too large");
        Probe probe = ground.probe();
        ground.send(probe.webhook(1, text(dice)));
        ground.await("a tracking code of 3,000 characters", () -> ground.inRollups(probe));
        int all = awaited.size();
        List<String> missing = DeadLetters.missing(ground.site().kafka(), awaited);
        return Outcome.done(
                missing.isEmpty() ? all + " dead letters with a reason" : "no dead letter of " + missing,
                missing.isEmpty());
    }

    private static String put(KafkaProducer<byte[], byte[]> producer, String topic, String key, int schema)
            throws ExecutionException, InterruptedException {
        byte[] value = ByteBuffer.allocate(40)
                .put((byte) 0)
                .putInt(schema)
                .put((byte) 0xff)
                .array();
        for (int i = 6; i < value.length; i++) {
            value[i] = (byte) 0xff;
        }
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                .get();
        return topic + " " + key;
    }

    private static String text(SplittableRandom dice) {
        return dice.ints(LENGTH, '!', 0x2fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
