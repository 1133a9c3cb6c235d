package dev.waybill.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.standalone.folder.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class RunningServicesTest {

    @Test
    void whatAServiceIsToldOverridesItsOwnSettings() {
        var service = new Service("plain", () -> application(Plain.class), Map.of("greeting", "told"));
        try (var services = new RunningServices(List.of(service))) {
            services.start(name -> assertThat(name).isEqualTo("plain"));
            assertThat(services.context("plain").getEnvironment().getProperty("greeting"))
                    .isEqualTo("told");
        }
    }

    @Test
    void oneThatCannotStartIsNamedWhileAnotherStillWaits() {
        var broken = new Service("broken", () -> application(Broken.class), Map.of());
        var waiting = new Service("waiting", () -> application(Waiting.class), Map.of());
        try (var services = new RunningServices(List.of(waiting, broken))) {
            assertThatThrownBy(() -> services.start(name -> {}))
                    .isInstanceOf(Problem.class)
                    .hasMessage("broken does not start: no luck");
        }
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
}
