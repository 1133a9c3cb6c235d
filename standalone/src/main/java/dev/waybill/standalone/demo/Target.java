package dev.waybill.standalone.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Where the demo sends to, and with which keys: those of a running ingest-service. */
public record Target(URI ingest, String webhookSecret, String apiKey) {

    private static final String HMAC = "HmacSHA256";

    URI webhooks() {
        return ingest.resolve("/webhooks/easypost");
    }

    URI shipments() {
        return ingest.resolve("/v1/shipments");
    }

    /** EasyPost's signature of a body, with the first of several secrets. */
    public String signature(byte[] body) {
        String secret = Normalizer.normalize(webhookSecret.split(",", -1)[0], Normalizer.Form.NFKD);
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return "hmac-sha256-hex=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    /** Says nothing of the keys. */
    @Override
    public String toString() {
        return "Target " + ingest;
    }
}
