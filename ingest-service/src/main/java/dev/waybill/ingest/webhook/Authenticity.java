package dev.waybill.ingest.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Whether a request comes from EasyPost. Whoever signs is judged by the signature; HTTP Basic counts for a request without one. */
final class Authenticity {

    private static final String BASIC = "Basic ";

    private final Signatures signatures;
    private final byte @Nullable [] basic;

    Authenticity(WebhookProperties settings) {
        this.signatures = new Signatures(settings.secrets());
        WebhookProperties.Basic credentials = settings.basic();
        this.basic = credentials == null
                ? null
                : (credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
    }

    /** Tells from the headers whether it is worth to read the body. */
    boolean possible(HttpServletRequest request) {
        return signed(request) ? Signatures.in(header(request)) != null : basicMatches(request);
    }

    /** Tells whether a request that was {@link #possible} is proven by its body. */
    boolean proven(HttpServletRequest request, byte[] body) {
        byte[] signature = Signatures.in(header(request));
        return signed(request) ? signature != null && signatures.match(body, signature) : basicMatches(request);
    }

    /** Returns how to authenticate, for {@code WWW-Authenticate}; null where that is not by HTTP's own means. */
    @Nullable
    String challenge() {
        return basic == null ? null : "Basic realm=\"waybill\", charset=\"UTF-8\"";
    }

    private boolean signed(HttpServletRequest request) {
        return signatures.wanted() && (basic == null || header(request) != null);
    }

    private static @Nullable String header(HttpServletRequest request) {
        return request.getHeader(Signatures.HEADER);
    }

    private boolean basicMatches(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (basic == null || header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            return MessageDigest.isEqual(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), basic);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
