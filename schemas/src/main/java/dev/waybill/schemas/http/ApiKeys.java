package dev.waybill.schemas.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys that open the APIs, by the name of who holds them. A blank key opens nothing.
 *
 * @param keys name to key
 */
@ConfigurationProperties("waybill.api")
public record ApiKeys(@Nullable Map<String, String> keys) {

    private static final String SCHEME = "Bearer ";

    public ApiKeys {
        keys = keys == null
                ? Map.of()
                : keys.entrySet().stream()
                        .filter(key -> !key.getValue().isBlank())
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Returns the name that an Authorization header's key belongs to, comparing in constant time. */
    Optional<String> nameOf(@Nullable String authorization) {
        if (keys == null
                || authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] told = authorization.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
        Optional<String> name = Optional.empty();
        for (Map.Entry<String, String> key : keys.entrySet()) {
            if (MessageDigest.isEqual(told, key.getValue().getBytes(StandardCharsets.UTF_8))) {
                name = Optional.of(key.getKey());
            }
        }
        return name;
    }

    @Override
    public String toString() {
        return "ApiKeys" + (keys == null ? "[]" : keys.keySet());
    }
}
