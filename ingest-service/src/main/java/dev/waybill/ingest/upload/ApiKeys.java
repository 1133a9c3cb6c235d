package dev.waybill.ingest.upload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The API keys. Compares hashes and all of them, so that the time it takes tells neither a key nor its length. */
final class ApiKeys {

    private static final String SCHEME = "Bearer ";

    private final Map<String, byte[]> hashes = new TreeMap<>();

    ApiKeys(Map<String, String> keys) {
        keys.forEach((name, key) -> hashes.put(name, hash(key)));
    }

    /** Returns the name of the key in an Authorization header, or null when there is none that is known. */
    @Nullable
    String nameOf(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        byte[] shown = hash(authorization.substring(SCHEME.length()).strip());
        String found = null;
        for (Map.Entry<String, byte[]> key : hashes.entrySet()) {
            if (MessageDigest.isEqual(key.getValue(), shown)) {
                found = key.getKey();
            }
        }
        return found;
    }

    boolean none() {
        return hashes.isEmpty();
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
