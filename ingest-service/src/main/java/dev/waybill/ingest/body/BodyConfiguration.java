package dev.waybill.ingest.body;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One budget of memory for webhooks and uploads alike. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BodyProperties.class)
public class BodyConfiguration {

    @Bean
    Bodies bodies(BodyProperties settings, Clock clock, MeterRegistry meters) {
        return new Bodies(settings, clock, meters);
    }
}
