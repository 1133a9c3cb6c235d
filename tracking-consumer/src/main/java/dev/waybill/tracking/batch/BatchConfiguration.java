package dev.waybill.tracking.batch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** What all listeners share, so that each feature brings a handler and a subscription and nothing else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BatchProperties.class)
public class BatchConfiguration {

    @Bean
    Listeners listeners(
            ConsumerFactory<?, ?> consumers,
            ProducerFactory<?, ?> producers,
            BatchProperties batches,
            ListenerContext context) {
        var clients = new KafkaClients(
                consumers.getConfigurationProperties(), producers.getConfigurationProperties(), batches);
        return new Listeners(clients, batches, context.clock(), context.meters());
    }

    @Bean
    ListenerContext listenerContext(Clock clock, MeterRegistry meters) {
        return new ListenerContext(clock, meters);
    }

    record ListenerContext(Clock clock, MeterRegistry meters) {}
}
