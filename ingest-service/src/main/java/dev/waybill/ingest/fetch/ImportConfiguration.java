package dev.waybill.ingest.fetch;

import dev.waybill.schemas.wire.AvroWire;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The importer: one thread, whatever the accounts, and a page a transaction. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationProperties.class)
public class ImportConfiguration {

    private static final String GROUP = "ingest-importer";
    private static final Duration TRANSACTION = Duration.ofSeconds(20);

    @Bean
    Importer importer(
            KafkaProperties kafka,
            Patience patience,
            Accounts accounts,
            EasyPostApi api,
            Function<Account, Pace> paces,
            ReconciliationProperties reconciliation,
            AvroWire wire,
            Clock clock) {
        return new Importer(
                () -> consumer(kafka, patience),
                () -> producer(kafka),
                new ImportPages(accounts, api, paces, wire, clock),
                new Reconciliations(reconciliation, accounts, wire, clock));
    }

    private static Consumer<byte[], byte[]> consumer(KafkaProperties kafka, Patience patience) {
        Map<String, Object> settings = FetchConfiguration.settings(kafka, patience);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Producer<byte[], byte[]> producer(KafkaProperties kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, GROUP);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP + "-" + UUID.randomUUID());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TRANSACTION.toMillis()));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
