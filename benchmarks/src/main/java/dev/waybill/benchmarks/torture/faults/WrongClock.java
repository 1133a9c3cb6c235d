package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** A service whose clock is an hour ahead from now on. */
public record WrongClock(Service service) implements Fault {

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        ground.of(service).kill();
        ground.start(service, Ahead.class);
        return Outcome.done("until it is started again");
    }

    /** Of a service's process: its clock. */
    @Configuration(proxyBeanMethods = false)
    public static class Ahead {

        @Bean
        @Primary
        Clock clockAhead() {
            return Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        }
    }
}
