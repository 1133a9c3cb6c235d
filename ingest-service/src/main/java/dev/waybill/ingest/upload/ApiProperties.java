package dev.waybill.ingest.upload;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may post shipments.
 *
 * @param keys API keys by the name under which their use is reported
 */
@ConfigurationProperties("waybill.api")
record ApiProperties(@DefaultValue Map<String, String> keys) {

    ApiProperties {
        keys = keys.entrySet().stream()
                .filter(key -> !key.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, key -> key.getValue().strip()));
    }

    @Override
    public String toString() {
        return "ApiProperties" + keys.keySet();
    }
}
