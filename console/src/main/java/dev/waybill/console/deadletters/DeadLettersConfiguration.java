package dev.waybill.console.deadletters;

import dev.waybill.console.topics.Follower;
import dev.waybill.console.topics.Readers;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;

/** Wires what is known of dead letters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FloodLimit.class)
@Import(DeadLettersController.class)
public class DeadLettersConfiguration {

    @Bean
    DeadLetterIndex deadLetterIndex(AvroWire wire, Clock clock, MeterRegistry meters) {
        var index = new DeadLetterIndex(wire, clock);
        Gauge.builder("waybill.dead.letters.recent", index, DeadLetterIndex::recent)
                .description("Dead letters of all topics within the last ten minutes")
                .register(meters);
        return index;
    }

    @Bean
    DeadLetterTopics deadLetterTopics(Readers readers, Clock clock) {
        return new DeadLetterTopics(readers, clock);
    }

    @Bean
    Outcomes deadLetterOutcomes(Readers readers, AvroWire wire, Clock clock) {
        return new Outcomes(readers, wire, clock);
    }

    @Bean
    OpenLetters openLetters(Readers readers, Follower deadLetterFollower, DeadLetterIndex index) {
        return new OpenLetters(readers, deadLetterFollower, index);
    }

    @Bean(initMethod = "start")
    @DependsOn("topicsAtStart")
    Follower deadLetterFollower(Readers readers, DeadLetterIndex index) {
        return new Follower(
                "dead-letters",
                readers,
                Stream.concat(DeadLetterTopics.NAMES.stream(), Stream.of(Topics.DEAD_LETTER_OUTCOMES))
                        .toList(),
                index);
    }
}
