package dev.waybill.benchmarks.debezium;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.benchmarks.process.Reference;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Main class: {@code bootstrap}, {@code topic}, {@code file}. Sends the scans of a file to a topic that is there, in one transaction, so
 * that all appear at once, which is when it is ready.
 */
public final class Fill {

    private static final int TEN_MINUTES = 600_000;

    private Fill() {}

    public static void main(String[] arguments) throws IOException {
        Reference reference = Reference.of(arguments);
        String topic = reference.argument("topic");
        var json = new ObjectMapper();
        var records = new ScanRecord();
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", reference.argument("bootstrap"));
        settings.put("transactional.id", "fill-" + UUID.randomUUID());
        settings.put("transaction.timeout.ms", TEN_MINUTES);
        settings.put("linger.ms", 20);
        settings.put("batch.size", 1 << 18);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                BufferedReader lines = Files.newBufferedReader(Path.of(reference.argument("file")))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                producer.send(records.of(topic, json.readTree(line)));
            }
            producer.commitTransaction();
            reference.serve();
        }
    }
}
