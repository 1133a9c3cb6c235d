package dev.waybill.standalone;

import dev.waybill.analytics.AnalyticsAggregator;
import dev.waybill.console.Console;
import dev.waybill.ingest.IngestService;
import dev.waybill.standalone.broker.EmbeddedBroker;
import dev.waybill.standalone.database.EmbeddedDatabase;
import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Secrets;
import dev.waybill.standalone.services.Launch;
import dev.waybill.tracking.TrackingConsumer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each service is told about the broker, the database and the others' secrets: as much as it needs. */
record Wiring(DataFolder folder, ServicePorts ports, Secrets secrets) {

    List<Launch> services(EmbeddedBroker broker, EmbeddedDatabase database) {
        return List.of(
                new Launch("ingest-service", IngestService::application, ingest(broker)),
                new Launch("tracking-consumer", TrackingConsumer::application, tracking(broker, database)),
                new Launch("analytics-aggregator", AnalyticsAggregator::application, analytics(broker, database)),
                new Launch("console", Console::application, console(broker, database)));
    }

    /** For waybill.env, in its order. */
    Map<String, String> environment(EmbeddedBroker broker, EmbeddedDatabase database) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("WAYBILL_CONSOLE_URL", ports.consoleUrl());
        variables.put("WAYBILL_INGEST_URL", ports.ingestUrl());
        variables.put("WAYBILL_KAFKA", broker.bootstrapServers());
        variables.put("WAYBILL_DATABASE_URL", database.libpqUri(Secrets.READER, secrets));
        variables.put("WAYBILL_WEBHOOK_SECRET", secrets.webhookSecret());
        variables.put("WAYBILL_API_KEY", secrets.apiKey());
        return variables;
    }

    private Map<String, String> ingest(EmbeddedBroker broker) {
        var properties = common(broker, ports.ingest());
        properties.put("WAYBILL_WEBHOOK_SECRET", secrets.webhookSecret());
        properties.put("WAYBILL_API_KEY", secrets.apiKey());
        if (folder.isThrowAway()) {
            // nobody is asked about parcels that were made up
            properties.put("EASYPOST_API_KEY", "");
        }
        return properties;
    }

    private Map<String, String> tracking(EmbeddedBroker broker, EmbeddedDatabase database) {
        var properties = common(broker, ports.tracking());
        properties.putAll(login(database, Secrets.TRACKING));
        properties.put("spring.flyway.url", database.jdbcUrl());
        properties.put("spring.flyway.user", Secrets.MIGRATOR);
        properties.put("spring.flyway.password", secrets.password(Secrets.MIGRATOR));
        return properties;
    }

    private Map<String, String> analytics(EmbeddedBroker broker, EmbeddedDatabase database) {
        var properties = common(broker, ports.analytics());
        properties.putAll(login(database, Secrets.ANALYTICS));
        properties.put("spring.kafka.streams.state-dir", folder.streams().toString());
        // without it Streams waits out its session after a clean restart
        properties.put("spring.kafka.streams.properties.group.instance.id", "standalone");
        return properties;
    }

    private Map<String, String> console(EmbeddedBroker broker, EmbeddedDatabase database) {
        var properties = common(broker, ports.console());
        properties.putAll(login(database, Secrets.CONSOLE));
        properties.put("WAYBILL_API_KEY", secrets.apiKey());
        properties.put("WAYBILL_SUBSCRIPTION_KEY", secrets.subscriptionKey());
        return properties;
    }

    private Map<String, String> common(EmbeddedBroker broker, int port) {
        var properties = new HashMap<String, String>();
        properties.put("server.port", Integer.toString(port));
        properties.put("server.address", ports.address().getHostAddress());
        properties.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
        properties.put("WAYBILL_KAFKA", broker.bootstrapServers());
        // after kill -9 a member comes back as itself, and nobody waits for the dead one
        properties.put("spring.kafka.consumer.properties.group.instance.id", "standalone");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
        return properties;
    }

    private Map<String, String> login(EmbeddedDatabase database, String role) {
        return Map.of(
                "spring.datasource.url", database.jdbcUrl(),
                "WAYBILL_DATABASE_JDBC_URL", database.jdbcUrl(),
                "spring.datasource.username", role,
                "spring.datasource.password", secrets.password(role));
    }
}
