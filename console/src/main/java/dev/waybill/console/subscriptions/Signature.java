package dev.waybill.console.subscriptions;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The signature of the Standard Webhooks specification (version 1, symmetric). */
final class Signature {

    private static final String PREFIX = "whsec_";

    private Signature() {}

    /**
     * Returns the value of webhook-signature.
     *
     * @param secrets each whsec_ and Base64; several while one takes the place of another
     * @param id the webhook-id
     * @param at the webhook-timestamp, of which the seconds count
     */
    static String of(List<String> secrets, String id, Instant at, String body) {
        String signed = id + '.' + at.getEpochSecond() + '.' + body;
        return secrets.stream()
                .map(secret -> "v1,"
                        + Base64.getEncoder()
                                .encodeToString(SubscriptionKeys.mac(
                                        Base64.getDecoder().decode(secret.substring(PREFIX.length())), signed)))
                .collect(Collectors.joining(" "));
    }
}
