package dev.waybill.ingest.normalizer;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether EasyPost can be asked. The keys themselves are the fetcher's.
 *
 * @param apiKey the key of the only account; null or blank without one
 * @param accounts keys by EasyPost's id of the user
 */
@ConfigurationProperties("waybill.easypost")
record EasyPostKeys(@Nullable String apiKey, @DefaultValue Map<String, String> accounts) {

    boolean any() {
        return (apiKey != null && !apiKey.isBlank())
                || accounts.values().stream().anyMatch(key -> !key.isBlank());
    }

    /** Says nothing of the keys. */
    @Override
    public String toString() {
        return "EasyPostKeys[any=" + any() + "]";
    }
}
