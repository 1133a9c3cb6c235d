package dev.waybill.tracking.fetch;

import dev.waybill.schemas.boot.Ticker;
import dev.waybill.schemas.wire.AvroWire;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/** The timer, unless it is switched off: a rebuild asks for nothing. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "waybill.tracking.fetch.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FetchProperties.class)
public class FetchConfiguration {

    @Bean
    UntoldShipments untoldShipments(JdbcClient database, FetchProperties settings) {
        return new UntoldShipments(database, settings);
    }

    @Bean
    FetchTimer fetchTimer(UntoldShipments untold, KafkaTemplate<byte[], byte[]> kafka, AvroWire wire, Clock clock) {
        return new FetchTimer(untold, kafka, wire, clock);
    }

    @Bean
    Ticker fetchTicker(FetchTimer timer, FetchProperties settings) {
        return new Ticker("fetch-requests", settings.interval(), timer);
    }
}
