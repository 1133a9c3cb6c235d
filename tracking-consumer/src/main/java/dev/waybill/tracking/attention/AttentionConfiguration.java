package dev.waybill.tracking.attention;

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

/** Attention has a listener of its own: it follows from facts and holds none up. */
@Configuration(proxyBeanMethods = false)
public class AttentionConfiguration {

    static final String GROUP = "tracking-attention";

    private static final List<String> TOPICS = List.of(Topics.ATTENTION_EVENTS, Topics.ATTENTION_ACTIONS);

    @Bean
    BatchListener attentionListener(Listeners listeners, AvroWire wire, JdbcClient database) {
        return listeners.of(
                Subscription.gathering(GROUP, TOPICS, null), new AttentionHandler(wire, new AttentionTables(database)));
    }

    @Bean
    Rebuilt rebuiltAttention(AvroWire wire) {
        return new Rebuilt(
                GROUP, TOPICS, (database, transactions) -> new AttentionHandler(wire, new AttentionTables(database)));
    }
}
