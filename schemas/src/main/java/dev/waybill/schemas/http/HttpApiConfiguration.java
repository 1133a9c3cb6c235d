package dev.waybill.schemas.http;

import dev.waybill.schemas.boot.Telemetry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.jetty.server.Connector;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the two filters before everything under /v1: the report outside, so that refusals are reported, and the key inside. Bounds the time
 * that a client has for the head of a request.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiKeys.class)
public class HttpApiConfiguration {

    private static final String API = "/v1/*";

    @Bean
    FilterRegistrationBean<ActivityFilter> activityFilter(Telemetry telemetry, Clock clock) {
        return under(new ActivityFilter(telemetry, clock, UUID::randomUUID), 1);
    }

    @Bean
    FilterRegistrationBean<ApiKeyFilter> apiKeyFilter(ApiKeys keys) {
        return under(new ApiKeyFilter(keys), 2);
    }

    @Bean
    HeadsInTime headsInTime(Clock clock, @Value("${waybill.http.head-patience:20s}") Duration patience) {
        return new HeadsInTime(clock, patience);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> headsOfJetty(HeadsInTime headsInTime) {
        return jetty -> jetty.addServerCustomizers(server -> {
            for (Connector connector : server.getConnectors()) {
                connector.addBean(headsInTime, false);
            }
        });
    }

    private static <F extends Filter> FilterRegistrationBean<F> under(F filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(API);
        registration.setOrder(order);
        return registration;
    }
}
