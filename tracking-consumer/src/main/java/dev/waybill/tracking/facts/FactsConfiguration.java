package dev.waybill.tracking.facts;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.BatchListener;
import dev.waybill.tracking.batch.BatchProperties;
import dev.waybill.tracking.batch.Listeners;
import dev.waybill.tracking.batch.Rebuilt;
import dev.waybill.tracking.batch.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The one writer of shipments: four topics of the same keys and partitions in one group, so that a shipment belongs to one thread. */
@Configuration(proxyBeanMethods = false)
public class FactsConfiguration {

    static final String GROUP = "tracking-consumer";

    private static final Logger log = LoggerFactory.getLogger(FactsConfiguration.class);

    @Bean
    Months shipmentEventMonths(JdbcClient database, TransactionTemplate transactions, Clock clock) {
        var months = new Months("shipment_events", database, transactions);
        try {
            months.ensureRecent(clock);
        } catch (DataAccessException | TransactionException later) {
            log.info("The months of shipment_events are made with the batches that need them");
        }
        return months;
    }

    @Bean
    FactsTables factsTables(JdbcClient database, TransactionTemplate transactions, MeterRegistry meters) {
        return new FactsTables(database, transactions, meters);
    }

    @Bean
    FactsHandler factsHandler(AvroWire wire, Months shipmentEventMonths, FactsTables tables, Clock clock) {
        return new FactsHandler(wire, shipmentEventMonths::ensure, tables, clock);
    }

    @Bean
    BatchListener factsListener(Listeners listeners, BatchProperties batches, FactsHandler handler) {
        return listeners.of(
                Subscription.immediate(
                        GROUP,
                        List.of(
                                Topics.SHIPMENT_EVENTS,
                                Topics.TRACKING_EVENTS,
                                Topics.SHIPMENT_REPLAY,
                                Topics.TRACKING_REPLAY),
                        batches.threads()),
                handler);
    }

    /** The table of scans has no months there. */
    @Bean
    Rebuilt rebuiltFacts(AvroWire wire, Clock clock) {
        return new Rebuilt(
                GROUP,
                List.of(Topics.SHIPMENT_EVENTS, Topics.TRACKING_EVENTS),
                (database, transactions) -> new FactsHandler(
                        wire, times -> {}, new FactsTables(database, transactions, new SimpleMeterRegistry()), clock));
    }
}
