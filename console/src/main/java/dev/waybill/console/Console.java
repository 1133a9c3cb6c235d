package dev.waybill.console;

import dev.waybill.console.analytics.AnalyticsController;
import dev.waybill.console.asyncapi.AsyncApiController;
import dev.waybill.console.attention.AttentionController;
import dev.waybill.console.deadletters.DeadLettersConfiguration;
import dev.waybill.console.imports.ImportsController;
import dev.waybill.console.live.LiveConfiguration;
import dev.waybill.console.operations.OperationsController;
import dev.waybill.console.rebuilds.RebuildsController;
import dev.waybill.console.reconciliations.ReconciliationsController;
import dev.waybill.console.registry.SchemaRegistryController;
import dev.waybill.console.replay.ReplayConfiguration;
import dev.waybill.console.shipments.ShipmentsController;
import dev.waybill.console.subscriptions.SubscriptionsConfiguration;
import dev.waybill.console.topics.RequestsConfiguration;
import dev.waybill.console.trackers.TrackersController;
import dev.waybill.schemas.boot.DatabaseVersion;
import dev.waybill.schemas.boot.WaybillDatabase;
import dev.waybill.schemas.boot.WaybillService;
import dev.waybill.schemas.http.HttpApiConfiguration;
import dev.waybill.schemas.http.ServerConfiguration;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The console service: shipments and figures by REST, the schema catalogue, dead letters, replays and subscriptions. */
@WaybillService
@WaybillDatabase
@ImportAutoConfiguration(ValidationAutoConfiguration.class)
@Import({
    AnalyticsController.class,
    AsyncApiController.class,
    AttentionController.class,
    DeadLettersConfiguration.class,
    HttpApiConfiguration.class,
    ImportsController.class,
    LiveConfiguration.class,
    NeighbourAwayAdvice.class,
    OperationsController.class,
    RebuildsController.class,
    ReconciliationsController.class,
    ReplayConfiguration.class,
    RequestsConfiguration.class,
    SchemaRegistryController.class,
    ServerConfiguration.class,
    ShipmentsController.class,
    SubscriptionsConfiguration.class,
    TrackersController.class,
})
public class Console {

    /** Returns the service, ready to run; arguments override its configuration. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(Console.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=shared,console")
                .application();
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    @Bean
    DatabaseVersion databaseVersion(DataSource database) {
        return new DatabaseVersion(database);
    }
}
