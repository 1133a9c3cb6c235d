package dev.waybill.console.replay;

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
import org.springframework.kafka.core.KafkaAdmin;

/** Replays in this instance of the console. */
@Configuration(proxyBeanMethods = false)
@Import(ReplaysController.class)
public class ReplayConfiguration {

    private static final Duration REPORTED = Duration.ofSeconds(5);

    @Bean
    CopyClients copyClients(KafkaProperties kafka) {
        return new CopyClients(kafka.buildConsumerProperties(), kafka.buildProducerProperties());
    }

    @Bean
    Admin replayAdmin(KafkaAdmin kafka) {
        return Admin.create(kafka.getConfigurationProperties());
    }

    @Bean
    Planner replayPlanner(CopyClients clients) {
        return new Planner(clients);
    }

    @Bean
    @DependsOn("topicsAtStart")
    Replays replays(CopyClients clients, AvroWire wire) {
        return new Replays(clients, wire);
    }

    @Bean
    ReplayReports replayReports(Admin admin, CopyClients clients, AvroWire wire, Clock clock) {
        return new ReplayReports(admin, clients.reports(), wire, clock);
    }

    @Bean
    Copiers copiers(Replays replays, CopyClients clients, AvroWire wire, Clock clock, ReplayReports reports) {
        return new Copiers(replays, clients, wire, clock, reports);
    }

    @Bean
    Ticker replayTicker(Copiers copiers) {
        return new Ticker("replay-reports", REPORTED, copiers::report);
    }
}
