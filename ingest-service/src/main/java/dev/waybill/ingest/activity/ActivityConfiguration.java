package dev.waybill.ingest.activity;

import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/** Puts the watch over {@code /v1} and nothing else. */
@Configuration(proxyBeanMethods = false)
public class ActivityConfiguration {

    @Bean
    Activities activities(KafkaTemplate<byte[], byte[]> kafka, AvroWire wire, MeterRegistry meters) {
        return new Activities(kafka, wire, meters);
    }

    @Bean
    FilterRegistrationBean<ActivityFilter> activityFilter(Activities activities, Supplier<UUID> ids, Clock clock) {
        var filter = new FilterRegistrationBean<>(new ActivityFilter(activities, ids, clock));
        filter.addUrlPatterns("/v1/*");
        return filter;
    }
}
