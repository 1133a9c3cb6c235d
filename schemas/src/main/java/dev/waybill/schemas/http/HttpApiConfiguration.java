package dev.waybill.schemas.http;

import dev.waybill.schemas.boot.Telemetry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the two filters before everything under /v1: the report outside, so that refusals are reported, and the key inside. */
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

    private static <F extends Filter> FilterRegistrationBean<F> under(F filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(API);
        registration.setOrder(order);
        return registration;
    }
}
