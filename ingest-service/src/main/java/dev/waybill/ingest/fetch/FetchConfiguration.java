package dev.waybill.ingest.fetch;

import dev.waybill.ingest.inbox.Inbox;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/** The fetcher, with one thread. A poll is few records, so that even the slowest answers are done before the group misses the consumer. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EasyPostProperties.class)
public class FetchConfiguration {

    private static final Logger log = LoggerFactory.getLogger(FetchConfiguration.class);
    private static final int RECORDS_PER_POLL = 5;

    @Bean
    Accounts easyPostAccounts(EasyPostProperties settings) {
        var accounts = new Accounts(settings);
        if (accounts.none()) {
            log.info("No EasyPost API key: nothing is fetched. Set EASYPOST_API_KEY to change that");
        }
        return accounts;
    }

    @Bean
    Fetcher fetcher(Accounts accounts, EasyPostApi api, Pace pace, Inbox inbox) {
        return new Fetcher(accounts, api, pace, inbox);
    }

    @Bean
    EasyPostApi easyPostApi(EasyPostProperties settings, Clock clock) {
        return new EasyPostApi(settings.timeout(), clock);
    }

    @Bean
    Pace pace(EasyPostProperties settings, RandomGenerator random, Clock clock) {
        return new Pace(settings, random, clock);
    }

    @Bean
    FetchRequests fetchRequests(
            Fetcher fetcher, AvroWire wire, KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
        return new FetchRequests(fetcher, wire, kafka, meters);
    }

    @Bean
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> fetchListeners(ConsumerFactory<?, ?> kafka) {
        var factory = new ConcurrentKafkaListenerContainerFactory<byte[], byte[]>();
        var consumers = new DefaultKafkaConsumerFactory<byte[], byte[]>(kafka.getConfigurationProperties());
        consumers.updateConfigs(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL));
        factory.setConsumerFactory(consumers);
        factory.getContainerProperties().setAckMode(AckMode.MANUAL_IMMEDIATE);
        return factory;
    }
}
