package dev.waybill.standalone.services;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;

/**
 * A service as it is started here.
 *
 * @param name the module's name
 * @param application how its module puts it together
 * @param properties what overrides everything else that it is configured with
 */
public record Service(String name, Supplier<SpringApplication> application, Map<String, String> properties) {

    public Service {
        properties = Map.copyOf(properties);
    }
}
