package dev.waybill.console.replay;

import dev.waybill.console.deadletters.OpenLetters;
import dev.waybill.console.topics.Readers;
import dev.waybill.schemas.boot.Ticker;
import dev.waybill.schemas.wire.AvroWire;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;

/** Replays in this instance of the console. */
@Configuration(proxyBeanMethods = false)
@Import(ReplaysController.class)
public class ReplayConfiguration {

    private static final Duration REPORTED = Duration.ofSeconds(5);

    @Bean
    Readers readers(KafkaProperties kafka) {
        return new Readers(kafka.buildConsumerProperties());
    }

    @Bean
    CopyClients copyClients(Readers readers, KafkaProperties kafka) {
        return new CopyClients(readers, kafka.buildProducerProperties());
    }

    @Bean
    Admin replayAdmin(KafkaAdmin kafka) {
        return Admin.create(kafka.getConfigurationProperties());
    }

    @Bean
    Planner replayPlanner(Readers readers) {
        return new Planner(readers);
    }

    @Bean
    @DependsOn("topicsAtStart")
    Replays replays(CopyClients clients, Readers readers, AvroWire wire) {
        return new Replays(clients, readers, wire);
    }

    @Bean
    ReplayReports replayReports(Admin admin, CopyClients clients, AvroWire wire, Clock clock) {
        return new ReplayReports(admin, clients.reports(), wire, clock);
    }

    @Bean
    ReplayFailures replayFailures(JdbcClient database) {
        return new ReplayFailures(database);
    }

    @Bean
    Copiers copiers(
            Replays replays,
            OpenLetters letters,
            CopyClients clients,
            AvroWire wire,
            Clock clock,
            ReplayReports reports) {
        return new Copiers(replays, letters, clients, wire, clock, reports);
    }

    @Bean
    Ticker replayTicker(Copiers copiers) {
        return new Ticker("replay-reports", REPORTED, copiers::report);
    }
}
