package dev.waybill.tracking;

import dev.waybill.schemas.boot.WaybillDatabase;
import dev.waybill.schemas.boot.WaybillService;
import dev.waybill.schemas.http.ServerConfiguration;
import dev.waybill.tracking.attention.AttentionConfiguration;
import dev.waybill.tracking.batch.BatchConfiguration;
import dev.waybill.tracking.facts.FactsConfiguration;
import dev.waybill.tracking.fetch.FetchConfiguration;
import dev.waybill.tracking.operations.OperationConfiguration;
import dev.waybill.tracking.personal.PersonalConfiguration;
import dev.waybill.tracking.rebuild.RebuildConfiguration;
import dev.waybill.tracking.reconciliation.ReconciliationConfiguration;
import dev.waybill.tracking.telemetry.TelemetryTablesConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The tracking-consumer service: migrates the database, then turns events into facts. */
@WaybillService
@WaybillDatabase
@ImportAutoConfiguration(FlywayAutoConfiguration.class)
@Import({
    AttentionConfiguration.class,
    BatchConfiguration.class,
    FactsConfiguration.class,
    FetchConfiguration.class,
    OperationConfiguration.class,
    PersonalConfiguration.class,
    RebuildConfiguration.class,
    ReconciliationConfiguration.class,
    ServerConfiguration.class,
    TelemetryTablesConfiguration.class,
})
public class TrackingConsumer {

    /** Returns the service, ready to run; arguments override its configuration. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(TrackingConsumer.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=shared,tracking")
                .application();
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
