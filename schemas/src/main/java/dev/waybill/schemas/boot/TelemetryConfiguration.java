package dev.waybill.schemas.boot;

import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;

/** Reports how the service is doing, every fifteen seconds ({@code waybill.telemetry.interval}). */
@Configuration(proxyBeanMethods = false)
public class TelemetryConfiguration {

    private static final Duration INTERVAL = Duration.ofSeconds(15);

    @Bean
    Telemetry telemetry(AvroWire wire, KafkaAdmin kafka, Environment environment) {
        return new Telemetry(wire, service(environment), kafka.getConfigurationProperties());
    }

    @Bean
    Ticker telemetryTicker(Telemetry telemetry, MeterRegistry meters, Clock clock, Environment environment) {
        var metrics = new SystemMetrics(
                service(environment), ManagementFactory.getRuntimeMXBean().getName(), meters, clock);
        Duration interval = Binder.get(environment)
                .bind("waybill.telemetry.interval", Duration.class)
                .orElse(INTERVAL);
        return new Ticker(
                "telemetry",
                interval,
                () -> telemetry.report(metrics.measure(UUID.randomUUID().toString())));
    }

    private static String service(Environment environment) {
        return environment.getRequiredProperty("spring.application.name");
    }
}
