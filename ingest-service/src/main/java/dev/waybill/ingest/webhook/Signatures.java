package dev.waybill.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** EasyPost's signature: HMAC-SHA256 of the raw body with the secret in Unicode form NFKD, in hex. */
final class Signatures {

    static final String HEADER = "X-Hmac-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "hmac-sha256-hex=";
    private static final int LENGTH = 32;

    /** One for each secret, of which each body gets a copy: to look for the algorithm costs as much as to sign. */
    private final List<Mac> keyed;

    Signatures(List<String> secrets) {
        this.keyed = secrets.stream().map(Signatures::keyed).toList();
    }

    /** Returns the signature that a header holds, or null when it holds none. */
    static byte @Nullable [] in(@Nullable String header) {
        if (header == null || !header.startsWith(PREFIX)) {
            return null;
        }
        String hex = header.substring(PREFIX.length());
        if (hex.length() != 2 * LENGTH || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            return null;
        }
        return HexFormat.of().parseHex(hex);
    }

    /** Tells whether one of the secrets gives that signature. Takes the same time whichever it is. */
    boolean match(byte[] body, byte[] signature) {
        boolean match = false;
        for (Mac mac : keyed) {
            match |= MessageDigest.isEqual(sign(body, mac), signature);
        }
        return match;
    }

    boolean wanted() {
        return !keyed.isEmpty();
    }

    private static byte[] sign(byte[] body, Mac keyed) {
        try {
            return ((Mac) keyed.clone()).doFinal(body);
        } catch (CloneNotSupportedException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Mac keyed(String secret) {
        String normalised = Normalizer.normalize(secret, Normalizer.Form.NFKD);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(normalised.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
