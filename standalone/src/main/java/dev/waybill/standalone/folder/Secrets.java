package dev.waybill.standalone.folder;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Passwords and keys of an installation. The webhook secret, the API key and the subscriptions' key are the environment's when it has
 * them; all others are made once and kept.
 *
 * @param roles passwords by the name of their role in PostgreSQL
 */
public record Secrets(Map<String, String> roles, String webhookSecret, String apiKey, String subscriptionKey) {

    public static final String SUPERUSER = "postgres";
    public static final String MIGRATOR = "waybill_migrator";
    public static final String TRACKING = "waybill_tracking";
    public static final String ANALYTICS = "waybill_analytics";
    public static final String CONSOLE = "waybill_console";
    public static final String READER = "waybill_reader";

    private static final SecureRandom RANDOM = new SecureRandom();

    public Secrets {
        roles = Map.copyOf(roles);
    }

    public static Secrets of(DataFolder folder, Map<String, String> environment) {
        Kept kept = Kept.in(folder.root().resolve("secrets.properties"));
        Supplier<String> made = Secrets::random;
        var secrets = new Secrets(
                Map.of(
                        SUPERUSER, kept.get(SUPERUSER, made),
                        MIGRATOR, kept.get(MIGRATOR, made),
                        TRACKING, kept.get(TRACKING, made),
                        ANALYTICS, kept.get(ANALYTICS, made),
                        CONSOLE, kept.get(CONSOLE, made),
                        READER, kept.get(READER, made)),
                given(environment, "WAYBILL_WEBHOOK_SECRET", kept, made),
                given(environment, "WAYBILL_API_KEY", kept, made),
                given(environment, "WAYBILL_SUBSCRIPTION_KEY", kept, made));
        kept.save();
        return secrets;
    }

    public String password(String role) {
        String password = roles.get(role);
        if (password == null) {
            throw new IllegalArgumentException("No role " + role);
        }
        return password;
    }

    /** Says nothing of their content. */
    @Override
    public String toString() {
        return "Secrets of " + roles.keySet();
    }

    private static String given(Map<String, String> environment, String name, Kept kept, Supplier<String> made) {
        String given = environment.getOrDefault(name, "");
        return given.isBlank() ? kept.get(name, made) : given;
    }

    private static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
