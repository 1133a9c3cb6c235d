package dev.waybill.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final String SECRET = "sécret";
    private static final byte[] BODY = Recordings.bytes("event-body.json");
    private static final String HEADER =
            "hmac-sha256-hex=38f3f53c103713df81616a0a186d77141957323ec21d5fe9363db93840f527db";

    private final Signatures signatures = new Signatures(List.of(SECRET));

    @Test
    void easyPostsOwnVectorMatchesHoweverTheSecretIsComposed() {
        for (Normalizer.Form form : Normalizer.Form.values()) {
            var composed = new Signatures(List.of(Normalizer.normalize(SECRET, form)));

            assertThat(composed.match(BODY, signature(HEADER))).as(form.name()).isTrue();
        }
    }

    @Test
    void hexMayBeInUpperCase() {
        String upper =
                "hmac-sha256-hex=" + HEADER.substring(HEADER.indexOf('=') + 1).toUpperCase(Locale.ROOT);

        assertThat(signatures.match(BODY, signature(upper))).isTrue();
    }

    @Test
    void aBodyThatWasParsedAndWrittenAgainDoesNotMatch() {
        byte[] told = "{\"weight\":136.0}".getBytes(StandardCharsets.UTF_8);
        byte[] rewritten = "{\"weight\":136}".getBytes(StandardCharsets.UTF_8);
        byte[] signature = signature("hmac-sha256-hex=" + Signing.hex("key", told));

        assertThat(new Signatures(List.of("key")).match(told, signature)).isTrue();
        assertThat(new Signatures(List.of("key")).match(rewritten, signature)).isFalse();
    }

    @Test
    void anyOfSeveralSecretsCounts() {
        assertThat(new Signatures(List.of("new", SECRET)).match(BODY, signature(HEADER)))
                .isTrue();
        assertThat(new Signatures(List.of(SECRET, "new")).match(BODY, signature(HEADER)))
                .isTrue();
        assertThat(new Signatures(List.of("new", "newer")).match(BODY, signature(HEADER)))
                .isFalse();
    }

    @Test
    void whatIsNoSignatureIsNone() {
        assertThat(Signatures.in(null)).isNull();
        assertThat(Signatures.in("")).isNull();
        assertThat(Signatures.in("hmac-sha256-hex=")).isNull();
        assertThat(Signatures.in(HEADER + "00")).isNull();
        assertThat(Signatures.in(HEADER.replace("38f3", "38fg"))).isNull();
        assertThat(Signatures.in(HEADER.replace("sha256", "sha512"))).isNull();
        assertThat(Signatures.in(HEADER.substring(16))).isNull();
    }

    @Property
    void noHeaderIsTooStrange(@ForAll String header) {
        byte[] signature = Signatures.in("hmac-sha256-hex=" + header);

        assertThat(signature == null || !signatures.match(BODY, signature)).isTrue();
        assertThat(Signatures.in(header)).isNull();
    }

    @Property
    void oneBitOfTheBodyMatters(@ForAll @IntRange(max = 4000) int at, @ForAll @IntRange(max = 7) int bit) {
        byte[] body = BODY.clone();
        body[at % body.length] ^= (byte) (1 << bit);

        assertThat(signatures.match(body, signature(HEADER))).isFalse();
    }

    @Property
    void whatIsSignedMatches(@ForAll byte[] body, @ForAll String secret) {
        String key = secret + "x";

        assertThat(new Signatures(List.of(key)).match(body, signature("hmac-sha256-hex=" + Signing.hex(key, body))))
                .isTrue();
    }

    private static byte[] signature(String header) {
        return Objects.requireNonNull(Signatures.in(header));
    }
}
