package dev.waybill.schemas.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/** On a {@link WaybillService} that uses PostgreSQL: what it takes of Spring Boot for that, named in {@code META-INF/spring}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration
public @interface WaybillDatabase {}
