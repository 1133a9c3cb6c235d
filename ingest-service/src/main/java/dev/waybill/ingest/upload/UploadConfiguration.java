package dev.waybill.ingest.upload;

import dev.waybill.ingest.inbox.Inbox;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;

/** The API's side of the edge. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
@Import(PostedShipments.class)
public class UploadConfiguration {

    @Bean
    Uploads uploads(Inbox inbox, UploadProperties settings, Supplier<UUID> ids, MeterRegistry meters) {
        return new Uploads(inbox, settings, ids, meters);
    }

    @Bean
    Operations operations(KafkaTemplate<byte[], byte[]> kafka, AvroWire wire) {
        return new Operations(kafka, wire);
    }
}
