package dev.waybill.ingest.inbox;

import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** The inbox's producer, with Boot's connection settings and limits of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxProperties.class)
public class InboxConfiguration {

    @Bean
    Inbox inbox(ProducerFactory<?, ?> kafka, InboxProperties settings) {
        return new Inbox(kafka.getConfigurationProperties(), settings);
    }

    @Bean
    KafkaReachable kafkaHealthIndicator(KafkaAdmin kafka) {
        return new KafkaReachable(Admin.create(kafka.getConfigurationProperties()));
    }
}
