package dev.waybill.ingest.body;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** One budget of memory for webhooks and uploads alike. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BodyProperties.class)
public class BodyConfiguration {

    @Bean
    Bodies bodies(BodyProperties settings, Clock clock, MeterRegistry meters) {
        return new Bodies(settings, clock, meters);
    }

    @Bean
    UnreadBody unreadBody(Bodies bodies) {
        return new UnreadBody(bodies);
    }

    @Bean
    FilterRegistrationBean<Refusals> refusals(UnreadBody unreadBody) {
        var registration = new FilterRegistrationBean<>(new Refusals(unreadBody));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }
}
