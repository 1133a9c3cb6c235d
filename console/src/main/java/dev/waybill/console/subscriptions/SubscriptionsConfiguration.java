package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Readers;
import dev.waybill.console.topics.Requests;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;

/** Subscriptions in this instance of the console. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubscriptionsProperties.class)
@Import({SubscriptionsController.class, RedeliveriesController.class})
@ImportAutoConfiguration(MailSenderAutoConfiguration.class)
public class SubscriptionsConfiguration {

    private static final int PATIENCE_MS = 4_000;
    private static final int SOME_MORE = 1 << 20;

    @Bean
    SubscriptionKeys subscriptionKeys(SubscriptionsProperties properties) {
        return new SubscriptionKeys(properties.key());
    }

    @Bean
    PublicAddresses publicAddresses(SubscriptionsProperties properties) {
        return new PublicAddresses(properties.allowPrivateAddresses());
    }

    @Bean
    Targets targets(PublicAddresses addresses, ObjectProvider<JavaMailSender> mail) {
        return new Targets(addresses, mail.getIfAvailable() != null);
    }

    @Bean
    HttpPost subscriberHttp(PublicAddresses addresses, SubscriptionsProperties properties) {
        return new HttpPost(addresses, properties.timeout());
    }

    @Bean
    @DependsOn("topicsAtStart")
    Subscriptions subscriptions(Requests requests, Readers readers, AvroWire wire) {
        return new Subscriptions(requests, readers, wire);
    }

    @Bean
    MeterBinder disabledSubscriptions(Subscriptions subscriptions) {
        return meters -> Gauge.builder("waybill.subscriptions.disabled", subscriptions, Subscriptions::disabled)
                .description("Subscriptions that nothing is sent to")
                .register(meters);
    }

    @Bean
    Deliveries deliveries(KafkaProperties kafka, Readers readers, AvroWire wire, Clock clock) {
        Map<String, Object> config = kafka.buildProducerProperties();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_DEAD_LETTER_BYTES + SOME_MORE);
        // less than until somebody else goes on: nothing is written once it is another's
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MS);
        return new Deliveries(
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()),
                readers,
                wire,
                clock);
    }

    @Bean
    KnownSubscriptions knownSubscriptions(
            Subscriptions subscriptions, SubscriptionKeys keys, Deliveries deliveries, Clock clock) {
        return new KnownSubscriptions(subscriptions, keys, deliveries, clock);
    }

    @Bean
    Stretches stretches(Readers readers) {
        return new Stretches(readers);
    }

    @Bean
    Deliverers deliverers(
            Subscriptions subscriptions,
            SubscriptionKeys keys,
            HttpPost http,
            ObjectProvider<JavaMailSender> mail,
            SubscriptionsProperties properties,
            Clock clock) {
        return new Deliverers(subscriptions, keys, http, mail::getObject, properties.mailFrom(), clock);
    }

    @Bean
    Digests digests(JdbcClient database) {
        return new Digests(database);
    }

    @Bean
    Workers subscriptionWorkers(
            Subscriptions subscriptions,
            Readers readers,
            Deliveries deliveries,
            Deliverers deliverers,
            Digests digests,
            SubscriptionsProperties properties,
            AvroWire wire,
            Clock clock) {
        var opening = new Opening(readers, deliveries, deliverers, digests, properties.digestTime(), wire, clock);
        return new Workers(subscriptions, opening, readers, deliveries);
    }
}
