package dev.waybill.benchmarks.site;

import dev.waybill.analytics.AnalyticsAggregator;
import dev.waybill.console.Console;
import dev.waybill.ingest.IngestService;
import dev.waybill.standalone.folder.Secrets;
import dev.waybill.tracking.TrackingConsumer;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** The four services, and what each is told about its site. */
public enum Service {
    INGEST("", 18081),
    TRACKING(Secrets.TRACKING, 18082),
    ANALYTICS(Secrets.ANALYTICS, 18083),
    CONSOLE(Secrets.CONSOLE, 18080);

    /** The secret of the webhooks that benchmarks sign. */
    public static final String WEBHOOK_SECRET = "benchmark";

    private final String role;
    private final int port;

    Service(String role, int port) {
        this.role = role;
        this.port = port;
    }

    SpringApplication application() {
        return switch (this) {
            case INGEST -> IngestService.application();
            case TRACKING -> TrackingConsumer.application();
            case ANALYTICS -> AnalyticsAggregator.application();
            case CONSOLE -> Console.application();
        };
    }

    public int port() {
        return port;
    }

    Map<String, String> properties(Site site) {
        var properties = new HashMap<String, String>();
        properties.put("server.port", Integer.toString(port));
        properties.put("spring.kafka.bootstrap-servers", site.kafka());
        properties.put("WAYBILL_KAFKA", site.kafka());
        properties.put("WAYBILL_WEBHOOK_SECRET", WEBHOOK_SECRET);
        properties.put("WAYBILL_API_KEY", WEBHOOK_SECRET);
        properties.put("EASYPOST_API_KEY", "");
        if (!role.isEmpty()) {
            properties.put("spring.datasource.url", site.value("jdbcUrl"));
            properties.put("spring.datasource.username", role);
            properties.put("spring.datasource.password", site.value(role));
        }
        if (this == TRACKING) {
            properties.put("spring.flyway.url", site.value("jdbcUrl"));
            properties.put("spring.flyway.user", Secrets.MIGRATOR);
            properties.put("spring.flyway.password", site.value(Secrets.MIGRATOR));
        }
        if (this == ANALYTICS) {
            properties.put(
                    "spring.kafka.streams.state-dir",
                    site.folder().resolve("streams").toString());
        }
        return properties;
    }
}
