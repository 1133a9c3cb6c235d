package dev.waybill.schemas.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The configuration of a service: what every service takes of Spring Boot, named in {@code META-INF/spring}, the contracts and telemetry. What
 * one alone takes it imports itself. Nothing is found by what lies on the class path, so that a service is the same alone and among others.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration
@Import({ContractsConfiguration.class, TelemetryConfiguration.class})
public @interface WaybillService {}
