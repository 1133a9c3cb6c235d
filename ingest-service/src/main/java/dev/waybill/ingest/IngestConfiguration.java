package dev.waybill.ingest;

import dev.waybill.ingest.body.BodyConfiguration;
import dev.waybill.ingest.fetch.FetchConfiguration;
import dev.waybill.ingest.fetch.ImportConfiguration;
import dev.waybill.ingest.inbox.InboxConfiguration;
import dev.waybill.ingest.normalizer.NormalizerConfiguration;
import dev.waybill.ingest.upload.UploadConfiguration;
import dev.waybill.ingest.webhook.WebhookConfiguration;
import dev.waybill.schemas.boot.WaybillService;
import dev.waybill.schemas.http.HttpApiConfiguration;
import dev.waybill.schemas.http.ServerConfiguration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Names the features of ingest-service. It has no database: it takes webhooks while PostgreSQL is away. */
@WaybillService
@Import({
    HttpApiConfiguration.class,
    BodyConfiguration.class,
    FetchConfiguration.class,
    ImportConfiguration.class,
    InboxConfiguration.class,
    NormalizerConfiguration.class,
    ServerConfiguration.class,
    UploadConfiguration.class,
    WebhookConfiguration.class,
})
class IngestConfiguration {

    @Bean
    Supplier<UUID> randomIds() {
        return UUID::randomUUID;
    }

    @Bean
    RandomGenerator random() {
        return RandomGenerator.getDefault();
    }
}
