package dev.waybill.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.standalone.folder.Deadline;
import dev.waybill.standalone.folder.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class RunningServicesTest {

    private RunningServices services = new RunningServices(List.of());

    @AfterEach
    void stop() {
        services.stop(Deadline.in(Duration.ofSeconds(1)));
    }

    @Test
    void whatAServiceIsToldOverridesItsOwnSettings() {
        services = running(new Launch("plain", () -> application(Plain.class), Map.of("greeting", "told")));
        services.start(name -> assertThat(name).isEqualTo("plain"));
        assertThat(services.context("plain").getEnvironment().getProperty("greeting"))
                .isEqualTo("told");
    }

    @Test
    void oneThatCannotStartIsNamedWhileAnotherStillWaits() {
        services = running(launch("waiting", Waiting.class), launch("broken", Broken.class));
        assertThatThrownBy(() -> services.start(name -> {}))
                .isInstanceOf(Problem.class)
                .hasMessage("broken does not start: no luck");
    }

    @Test
    void oneIsReadyWhenItsHealthSaysSo() {
        services = running(launch("slow", Joining.class));
        services.start(name -> {});
        assertThat(services.context("slow").getBean(AtomicInteger.class)).hasValue(0);
    }

    @Test
    void oneThatDoesNotStopIsNotWaitedForPastTheDeadline() {
        services = running(launch("stubborn", Stubborn.class));
        services.start(name -> {});
        long begin = System.nanoTime();
        services.stop(Deadline.in(Duration.ofMillis(300)));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    private static RunningServices running(Launch... launches) {
        return new RunningServices(List.of(launches));
    }

    private static Launch launch(String service, Class<?> configuration) {
        return new Launch(service, () -> application(configuration), Map.of());
    }

    private static SpringApplication application(Class<?> configuration) {
        var application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("greeting", "default", "spring.main.banner-mode", "off"));
        return application;
    }

    @Configuration(proxyBeanMethods = false)
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    static class Broken {
        @Bean
        Object never() {
            throw new IllegalStateException("no luck");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Waiting {
        @Bean
        Object never() throws InterruptedException {
            new CountDownLatch(1).await();
            return "never";
        }
    }

    /** Its listeners take three looks to join. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        HealthContributorAutoConfiguration.class,
        HealthContributorRegistryAutoConfiguration.class,
        HealthEndpointAutoConfiguration.class
    })
    static class Joining {
        @Bean
        AtomicInteger toJoin() {
            return new AtomicInteger(3);
        }

        @Bean
        HealthIndicator listenersHealthIndicator(AtomicInteger toJoin) {
            return () -> toJoin.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? Health.outOfService().build()
                    : Health.up().build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Stubborn {
        @Bean
        DisposableBean never() {
            return () -> new CountDownLatch(1).await();
        }
    }
}
