package dev.waybill.tracking.batch;

import dev.waybill.schemas.failures.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.PlatformTransactionManager;

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
    Transactions transactions(PlatformTransactionManager manager) {
        return new Transactions(manager);
    }

    @Bean
    ListenerContext listenerContext(Clock clock, MeterRegistry meters) {
        return new ListenerContext(clock, meters);
    }

    record ListenerContext(Clock clock, MeterRegistry meters) {}
}
