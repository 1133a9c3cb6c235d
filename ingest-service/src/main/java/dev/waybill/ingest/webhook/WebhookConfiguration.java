package dev.waybill.ingest.webhook;

import dev.waybill.ingest.body.UnreadBody;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** The webhooks' side of the edge. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
@Import({InFlight.class, Webhooks.class})
public class WebhookConfiguration {

    @Bean
    FilterRegistrationBean<LoadShedding> loadShedding(
            InFlight inFlight, UnreadBody unread, WebhookProperties settings, MeterRegistry meters) {
        var registration = new FilterRegistrationBean<>(new LoadShedding(inFlight, unread, settings, meters));
        registration.addUrlPatterns(Webhooks.PATH);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
