package dev.waybill.analytics;

import dev.waybill.analytics.sink.SinkConfiguration;
import dev.waybill.analytics.streams.StreamsConfiguration;
import dev.waybill.schemas.boot.WaybillDatabase;
import dev.waybill.schemas.boot.WaybillService;
import dev.waybill.schemas.http.ServerConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The service that folds facts into rollups. */
@WaybillService
@WaybillDatabase
@Import({
    ServerConfiguration.class,
    SinkConfiguration.class,
    StreamsConfiguration.class,
})
public final class AnalyticsAggregator {

    /** Returns the application, ready to run. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(AnalyticsAggregator.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=shared,analytics")
                .application();
    }

    public static void main(String[] args) {
        application().run(args);
    }
}
