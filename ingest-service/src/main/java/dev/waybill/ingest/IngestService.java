package dev.waybill.ingest;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** The write edge: takes webhooks, posted shipments and fetched objects into the inbox. Needs Kafka and nothing else. */
public final class IngestService {

    private IngestService() {}

    /** Returns the application, ready to run alone or beside others in one JVM. */
    public static SpringApplication application() {
        var application = new SpringApplication(IngestConfiguration.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setDefaultProperties(Map.of("spring.config.name", "shared,ingest"));
        return application;
    }

    public static void main(String[] args) {
        application().run(args);
    }
}
