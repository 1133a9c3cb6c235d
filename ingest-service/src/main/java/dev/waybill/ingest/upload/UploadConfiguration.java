package dev.waybill.ingest.upload;

import dev.waybill.ingest.inbox.Inbox;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The API's side of the edge: everything under {@code /v1} needs a key. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ApiProperties.class, UploadProperties.class})
@Import(PostedShipments.class)
public class UploadConfiguration {

    private static final Logger log = LoggerFactory.getLogger(UploadConfiguration.class);

    @Bean
    Uploads uploads(Inbox inbox, UploadProperties settings, Supplier<UUID> ids, MeterRegistry meters) {
        return new Uploads(inbox, settings, ids, meters);
    }

    @Bean
    Operations operations(KafkaTemplate<byte[], byte[]> kafka, AvroWire wire) {
        return new Operations(kafka, wire);
    }

    @Bean
    WebMvcConfigurer keysForTheApi(ApiProperties api) {
        var keys = new ApiKeys(api.keys());
        if (keys.none()) {
            log.warn("No API key: set WAYBILL_API_KEY to take posted shipments");
        }
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ApiKeyCheck(keys)).addPathPatterns("/v1/**");
            }
        };
    }
}
