package dev.waybill.tracking.telemetry;

import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.BatchListener;
import dev.waybill.tracking.batch.Listeners;
import dev.waybill.tracking.batch.Subscription;
import dev.waybill.tracking.facts.Months;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports have a listener of their own: they may wait while shipments may not. */
@Configuration(proxyBeanMethods = false)
public class TelemetryTablesConfiguration {

    static final String GROUP = "tracking-telemetry";

    @Bean
    BatchListener telemetryListener(
            Listeners listeners, AvroWire wire, JdbcClient database, TransactionTemplate transactions) {
        var activities = new UserActivities(database, new Months("user_activities", database, transactions));
        var metrics = new SystemMetrics(database, new Months("system_metrics", database, transactions));
        var attempts = new DeliveryAttempts(database, new Months("delivery_attempts", database, transactions));
        return listeners.of(
                Subscription.gathering(GROUP, List.copyOf(TelemetryHandler.TYPES.keySet()), null),
                new TelemetryHandler(wire, activities, metrics, attempts));
    }
}
