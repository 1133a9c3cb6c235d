package dev.waybill.tracking.reconciliation;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.BatchListener;
import dev.waybill.tracking.batch.Listeners;
import dev.waybill.tracking.batch.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reconciliations have a listener of their own: what is compared is in the tables, or will be when it is looked at next. */
@Configuration(proxyBeanMethods = false)
public class ReconciliationConfiguration {

    static final String GROUP = "tracking-reconciliation";

    @Bean
    BatchListener reconciliationListener(
            Listeners listeners, AvroWire wire, JdbcClient database, MeterRegistry meters) {
        return listeners.of(
                Subscription.gathering(GROUP, List.of(Topics.TRACKER_LISTINGS), null),
                new ReconciliationHandler(wire, new MissedWebhooks(database), meters));
    }
}
