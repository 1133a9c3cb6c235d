package dev.waybill.benchmarks.webhooks;

import dev.waybill.benchmarks.load.Connection;
import dev.waybill.benchmarks.site.Service;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as EasyPost posts them, with the signature of their body. */
public final class Signed {

    private static final String WEBHOOKS = "/webhooks/easypost";

    private Signed() {}

    /** Returns the request that tells all of a parcel. */
    public static byte[] request(Parcel parcel) {
        return request(WEBHOOKS, parcel.webhook(parcel.scans()));
    }

    /** Returns the request that posts a body to a path. */
    public static byte[] request(String path, byte[] body) {
        return Connection.request(path, "X-Hmac-Signature: " + signature(body) + "\r\n", body);
    }

    /** Returns the value of the header that signs a body. */
    public static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Service.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "hmac-sha256-hex=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
