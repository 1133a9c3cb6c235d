package dev.waybill.tracking.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.schemas.rebuild.RebuildReports;
import dev.waybill.schemas.rebuild.RebuildRequests;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.BatchHandler;
import dev.waybill.tracking.batch.BatchProperties;
import dev.waybill.tracking.batch.Rebuilt;
import dev.waybill.tracking.facts.Months;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/** Rebuilds, of whatever features say that they fold. */
@Configuration(proxyBeanMethods = false)
public class RebuildConfiguration {

    private static final String GROUP = "tracking-rebuild";
    private static final int RECORDS = 1_000;

    @Bean
    RebuildRequests rebuildRequests(
            KafkaProperties kafka,
            KafkaTemplate<byte[], byte[]> template,
            DataSource database,
            Months shipmentEventMonths,
            List<Rebuilt> rebuilt,
            BatchProperties batches,
            AvroWire wire,
            Clock clock)
            throws SQLException {
        var rebuilding = new FactsRebuild(
                database.unwrap(HikariDataSource.class),
                shipmentEventMonths,
                rebuilt,
                () -> reader(kafka, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS)),
                () -> reader(
                        kafka,
                        Map.of(
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1,
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1)),
                () -> Admin.create(kafka.buildAdminProperties()),
                template,
                new RebuildReports("facts", BatchHandler.SOURCE, template, wire, clock),
                wire,
                clock,
                batches.threads());
        return new RebuildRequests(GROUP, kafka.buildConsumerProperties(), rebuilding, wire, template);
    }

    private static Consumer<byte[], byte[]> reader(KafkaProperties kafka, Map<String, Object> further) {
        Map<String, Object> config = kafka.buildConsumerProperties();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        config.putAll(further);
        return RebuildRequests.reader(config);
    }
}
