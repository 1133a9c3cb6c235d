package dev.waybill.tracking.operations;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.BatchListener;
import dev.waybill.tracking.batch.Listeners;
import dev.waybill.tracking.batch.Rebuilt;
import dev.waybill.tracking.batch.Subscription;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Operations have a listener of their own: a large upload's reports hold nobody up. */
@Configuration(proxyBeanMethods = false)
public class OperationConfiguration {

    static final String GROUP = "tracking-operations";

    @Bean
    BatchListener operationListener(Listeners listeners, AvroWire wire, JdbcClient database) {
        return listeners.of(
                Subscription.gathering(GROUP, List.of(Topics.OPERATION_EVENTS), null),
                new OperationHandler(wire, new BatchOperations(database)));
    }

    @Bean
    Rebuilt rebuiltOperations(AvroWire wire) {
        return new Rebuilt(
                GROUP,
                List.of(Topics.OPERATION_EVENTS),
                (database, transactions) -> new OperationHandler(wire, new BatchOperations(database)));
    }
}
