package dev.waybill.console.subscriptions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Every secret of the subscriptions follows from one key: no topic and no table holds one. What subscribers gave away themselves, such as the
 * URL of a chat, is sealed with it.
 */
final class SubscriptionKeys {

    /** A shorter key could be guessed from one signature. */
    static final int LEAST_LENGTH = 32;

    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte @Nullable [] key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param key null or empty when none is configured
     * @throws IllegalArgumentException when it is too short
     */
    SubscriptionKeys(@Nullable String key) {
        if (key != null && !key.isBlank() && key.length() < LEAST_LENGTH) {
            throw new IllegalArgumentException("waybill.subscriptions.key (WAYBILL_SUBSCRIPTION_KEY) must have "
                    + LEAST_LENGTH + " characters or more");
        }
        this.key = key == null || key.isBlank() ? null : key.getBytes(StandardCharsets.UTF_8);
    }

    boolean isGiven() {
        return key != null;
    }

    /** Returns a secret of a subscription as the subscriber gets it: whsec_ and the Base64 of its 32 bytes. */
    String secret(String subscription, int version) {
        return "whsec_" + Base64.getEncoder().encodeToString(mac(required(), "secret/" + subscription + '/' + version));
    }

    /** Returns a text that only {@link #open} can read, and only for the same subscription. */
    String seal(String subscription, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, subscription, nonce, text.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** @throws IllegalStateException when it was sealed with another key, or for another subscription */
    String open(String subscription, String sealed) {
        try {
            byte[] both = Base64.getDecoder().decode(sealed);
            if (both.length < NONCE_BYTES) {
                throw new IllegalArgumentException("too short");
            }
            byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
            byte[] text = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
            return new String(crypt(Cipher.DECRYPT_MODE, subscription, nonce, text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new IllegalStateException("It is no sealed text", broken);
        }
    }

    private byte[] crypt(int mode, String subscription, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(mac(required(), "seal"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(subscription.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException other) {
            throw new IllegalStateException(
                    "It was sealed with another waybill.subscriptions.key (WAYBILL_SUBSCRIPTION_KEY)", other);
        }
    }

    private byte[] required() {
        if (key == null) {
            throw new IllegalStateException("waybill.subscriptions.key (WAYBILL_SUBSCRIPTION_KEY) is not set");
        }
        return key;
    }

    /** Returns the HMAC-SHA256 of a text. */
    static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
