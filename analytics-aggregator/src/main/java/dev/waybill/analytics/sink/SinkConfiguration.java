package dev.waybill.analytics.sink;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.schemas.boot.DatabaseVersion;
import dev.waybill.schemas.failures.Transactions;
import dev.waybill.schemas.rebuild.RebuildReports;
import dev.waybill.schemas.rebuild.RebuildRequests;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.backoff.ExponentialBackOff;

/** Wires the sink, and what a failure of the database or the broker does: the same batch again, without end. */
@Configuration(proxyBeanMethods = false)
public class SinkConfiguration {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    @Bean
    DatabaseVersion databaseVersion(DataSource database) {
        return new DatabaseVersion(database);
    }

    @Bean
    SinkOffsets sinkOffsets(JdbcClient database) {
        return new SinkOffsets(database);
    }

    @Bean
    CarrierPerformances carrierPerformances(JdbcClient database, AvroWire wire) {
        return new CarrierPerformances(database, wire);
    }

    @Bean
    AnalyticsSummaries analyticsSummaries(JdbcClient database, AvroWire wire) {
        return new AnalyticsSummaries(database, wire);
    }

    @Bean
    DeadLetters deadLetters(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry metrics) {
        return new DeadLetters(kafka, metrics);
    }

    @Bean
    RollupBatches rollupBatches(
            PlatformTransactionManager transactions,
            SinkOffsets offsets,
            List<RollupTable<?>> tables,
            DeadLetters deadLetters) {
        return new RollupBatches(new Transactions(transactions), offsets, tables, deadLetters);
    }

    @Bean
    RollupSink rollupSink(SinkOffsets offsets, RollupBatches batches) {
        return new RollupSink(offsets, batches);
    }

    @Bean
    SinkHealth rollupSinkHealthIndicator(KafkaListenerEndpointRegistry listeners, RollupSink sink) {
        return new SinkHealth(listeners, sink);
    }

    @Bean
    DefaultErrorHandler retryWithoutEnd() {
        var pauses = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
        pauses.setMaxInterval(LONGEST_PAUSE.toMillis());
        return new DefaultErrorHandler(pauses);
    }

    @Bean
    RebuildRequests rebuildRequests(
            KafkaProperties kafka,
            KafkaTemplate<byte[], byte[]> template,
            DataSource database,
            AvroWire wire,
            Clock clock)
            throws SQLException {
        var rebuild = new RollupRebuild(
                database.unwrap(HikariDataSource.class),
                wire,
                () -> RebuildRequests.reader(kafka.buildConsumerProperties()),
                new RebuildReports("rollups", "/waybill/analytics-aggregator", template, wire, clock));
        return new RebuildRequests("analytics-rebuild", kafka.buildConsumerProperties(), rebuild, wire, template);
    }
}
