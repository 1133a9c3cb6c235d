package dev.waybill.benchmarks.spring;

import dev.waybill.benchmarks.process.Reference;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Main class: {@code bootstrap}, {@code jdbcUrl}, {@code user}, {@code password}, {@code group}. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Trackers.class, TrackerListener.class})
public class RowByRow {

    @Bean
    AvroWire avroWire() {
        return new AvroWire(BundledSchemas.catalogue());
    }

    public static void main(String[] arguments) throws Exception {
        Reference reference = Reference.of(arguments);
        var application = new SpringApplication(RowByRow.class);
        application.setDefaultProperties(Map.of(
                "spring.kafka.bootstrap-servers", reference.argument("bootstrap"),
                "spring.kafka.consumer.group-id", reference.argument("group"),
                "spring.datasource.url", reference.argument("jdbcUrl"),
                "spring.datasource.username", reference.argument("user"),
                "spring.datasource.password", reference.argument("password")));
        ConfigurableApplicationContext context = application.run();
        reference.serve();
        context.close();
        System.exit(0);
    }
}
