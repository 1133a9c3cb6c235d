package dev.waybill.tracking.personal;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.BatchListener;
import dev.waybill.tracking.batch.Listeners;
import dev.waybill.tracking.batch.Rebuilt;
import dev.waybill.tracking.batch.Subscription;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** People have a listener of their own: their records have other keys and change no figure. */
@Configuration(proxyBeanMethods = false)
public class PersonalConfiguration {

    static final String GROUP = "tracking-personal-data";

    @Bean
    PersonalTables personalTables(JdbcClient database, TransactionTemplate transactions) {
        return new PersonalTables(database, transactions);
    }

    @Bean
    BatchListener personalDataListener(Listeners listeners, AvroWire wire, PersonalTables tables, Clock clock) {
        return listeners.of(
                Subscription.gathering(GROUP, List.of(Topics.PERSONAL_DATA, Topics.ERASURES), Topics.ERASURES),
                new PersonalHandler(wire, tables, clock));
    }

    @Bean
    Rebuilt rebuiltPeople(AvroWire wire, Clock clock) {
        return new Rebuilt(
                GROUP,
                List.of(Topics.ERASURES, Topics.PERSONAL_DATA),
                (database, transactions) ->
                        new PersonalHandler(wire, new PersonalTables(database, transactions), clock));
    }
}
