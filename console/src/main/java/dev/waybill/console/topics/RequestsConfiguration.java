package dev.waybill.console.topics;

import dev.waybill.schemas.wire.AvroWire;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what is asked of other services. */
@Configuration(proxyBeanMethods = false)
public class RequestsConfiguration {

    private static final int PATIENCE_MS = 4_000;

    @Bean
    Requests requests(KafkaProperties kafka, AvroWire wire) {
        Map<String, Object> config = kafka.buildProducerProperties();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // whoever asks is told within seconds that the broker is away
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MS);
        return new Requests(new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()), wire);
    }
}
