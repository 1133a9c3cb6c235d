package dev.waybill.benchmarks.webhooks;

import dev.waybill.benchmarks.load.Connection;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.standalone.demo.Target;
import java.net.URI;

/** Webhooks as EasyPost posts them, with the signature of their body. */
public final class Signed {

    private static final String WEBHOOKS = "/webhooks/easypost";
    private static final Target INGEST = new Target(
            URI.create("http://127.0.0.1:" + Service.INGEST.port()), Service.WEBHOOK_SECRET, Service.WEBHOOK_SECRET);

    private Signed() {}

    /** Returns the request that tells all of a parcel. */
    public static byte[] request(Parcel parcel) {
        return request(WEBHOOKS, parcel.webhook(parcel.scans()));
    }

    /** Returns the request that posts the body of a webhook. */
    public static byte[] request(byte[] webhook) {
        return request(WEBHOOKS, webhook);
    }

    /** Returns the request that posts a body to a path. */
    public static byte[] request(String path, byte[] body) {
        return Connection.request(path, "X-Hmac-Signature: " + signature(body) + "\r\n", body);
    }

    /** Returns the value of the header that signs a body. */
    public static String signature(byte[] body) {
        return INGEST.signature(body);
    }
}
