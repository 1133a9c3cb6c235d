package dev.waybill.ingest;

import dev.waybill.ingest.webhook.Signing;
import dev.waybill.testkit.Recordings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** What nobody should send, from a seed: recorded bodies that are damaged, and requests around them that are none. */
final class Strange {

    private static final List<String> RECORDED = Stream.of(
                    "trackers.ndjson", "shipments.ndjson", "refunds.ndjson", "events.ndjson", "batches.ndjson")
            .flatMap(file -> Recordings.lines(file).stream())
            .toList();
    private static final List<String> VALUES = List.of(
            "null",
            "-1e400",
            "1e-999999999",
            "99999999999999999999",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59-18:00\"",
            "{\"object\":\"Tracker\",\"object\":\"Shipment\"}",
            "[[[[]]]]",
            "NaN",
            "\"unheard_of\"");
    private static final List<String> METHODS =
            List.of("POST", "POST", "POST", "GET", "PUT", "OPTIONS", "TRACE", "P\0ST", "");
    private static final List<String> PATHS = List.of(
            "/webhooks/easypost",
            "/webhooks/easypost",
            "/v1/shipments",
            "/webhooks/easypost?x=%00&y=%ff&y",
            "/webhooks/../v1/shipments",
            "/webhooks/easypost;a=b",
            "/%c0%ae%c0%ae/",
            "/actuator/health?%",
            "*",
            "http://else/webhooks/easypost");
    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Content-Encoding",
            "Content-Length",
            "Transfer-Encoding",
            "Expect",
            "Accept",
            "Host",
            "Authorization",
            "X-Hmac-Signature",
            "Range",
            "Cookie",
            "X-Forwarded-For",
            "Upgrade");
    private static final List<String> HEADER_VALUES = List.of(
            "",
            "application/json",
            "text/plain; charset=nonsense",
            "multipart/form-data",
            "gzip",
            "chunked",
            "100-continue",
            "-1",
            "99999999999999999999",
            "Basic !!!",
            "Bearer",
            "hmac-sha256-hex=zz",
            "hmac-sha256-hex=" + "0".repeat(64),
            "bytes=0-,-1",
            "a=\0; b=\u00e9\u00ff",
            "h2c",
            "x".repeat(9000));

    private final Random random;

    Strange(long seed) {
        this.random = new Random(seed);
    }

    /** A recorded body with one to three things wrong, or noise. */
    byte[] body() {
        if (random.nextInt(20) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        String told = one(RECORDED);
        for (int i = random.nextInt(3); i >= 0; i--) {
            told = damaged(told);
        }
        byte[] body = told.getBytes(StandardCharsets.UTF_8);
        if (body.length > 0 && random.nextInt(4) == 0) {
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return body;
    }

    /** The bytes of a request whose body may be signed, longer or shorter than it says, or not there. */
    byte[] request() {
        byte[] body = random.nextInt(3) == 0 ? new byte[0] : body();
        var head =
                new StringBuilder(one(METHODS)).append(' ').append(one(PATHS)).append(" HTTP/1.");
        head.append(random.nextInt(10) == 0 ? "7" : "1").append("\r\nConnection: close\r\n");
        if (random.nextInt(10) > 0) {
            head.append("Host: x\r\n");
        }
        if (random.nextBoolean()) {
            head.append("X-Hmac-Signature: ").append(signature(body)).append("\r\n");
        }
        if (random.nextBoolean()) {
            head.append("Authorization: Bearer ").append(RunningIngest.API_KEY).append("\r\n");
        }
        if (random.nextInt(4) > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(Math.max(0, body.length + (random.nextInt(4) == 0 ? random.nextInt(9) - 4 : 0)))
                    .append("\r\n");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            head.append(one(HEADERS)).append(random.nextInt(15) == 0 ? "" : ": ");
            head.append(one(HEADER_VALUES)).append(random.nextInt(15) == 0 ? "\n" : "\r\n");
        }
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private String signature(byte[] body) {
        String right = Signing.header("older", body);
        return switch (random.nextInt(6)) {
            case 0 -> right.toUpperCase(Locale.ROOT);
            case 1 -> right.substring(random.nextInt(right.length()));
            case 2 -> right.replace('a', 'b');
            default -> right;
        };
    }

    private String damaged(String told) {
        if (told.length() < 2) {
            return told;
        }
        int from = random.nextInt(told.length());
        int to = Math.min(told.length(), from + random.nextInt(20));
        return switch (random.nextInt(5)) {
            case 0 -> told.substring(0, from);
            case 1 -> told.substring(0, from) + told.substring(to);
            case 2 -> told.substring(0, to) + told.substring(from);
            default -> valueReplaced(told, from);
        };
    }

    private String valueReplaced(String told, int near) {
        int colon = told.indexOf(':', near);
        int end = colon < 0 ? -1 : told.indexOf(',', colon);
        return end < 0 ? told : told.substring(0, colon + 1) + one(VALUES) + told.substring(end);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
