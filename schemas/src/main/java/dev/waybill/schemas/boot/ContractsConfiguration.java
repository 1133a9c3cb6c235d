package dev.waybill.schemas.boot;

import dev.waybill.schemas.topics.TopicCreation;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.RegistrySchemas;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** What every service needs before its first record: one clock, one wire format, and all topics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContractsProperties.class)
public class ContractsConfiguration {

    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AvroWire avroWire(ContractsProperties contracts) {
        return new AvroWire(RegistrySchemas.at(contracts.schemaRegistryUrl()));
    }

    @Bean
    TopicsAtStart topicsAtStart(ContractsProperties contracts, KafkaAdmin kafka) {
        return new TopicsAtStart(new TopicCreation(contracts.partitions(), BROKER_TIMEOUT), kafka);
    }
}
