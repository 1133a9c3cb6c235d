package dev.waybill.standalone.services;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;

/**
 * How a service is started here.
 *
 * @param service the module's name
 * @param application how its module puts it together
 * @param properties what overrides everything else that it is configured with
 */
public record Launch(String service, Supplier<SpringApplication> application, Map<String, String> properties) {

    public Launch {
        properties = Map.copyOf(properties);
    }
}
