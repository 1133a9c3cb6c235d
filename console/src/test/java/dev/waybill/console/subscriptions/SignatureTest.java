package dev.waybill.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final String KEY = "a-key-of-thirty-two-characters--";

    /** The example of the specification's own libraries. */
    @Test
    void isThatOfTheSpecification() {
        assertThat(Signature.of(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330L, 999_999_999),
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whileASecretTakesThePlaceOfAnotherBothSign() {
        var keys = new SubscriptionKeys(KEY);
        String both =
                Signature.of(List.of(keys.secret("sub_1", 2), keys.secret("sub_1", 1)), "msg_1", Instant.EPOCH, "{}");
        assertThat(both.split(" "))
                .containsExactly(
                        Signature.of(List.of(keys.secret("sub_1", 2)), "msg_1", Instant.EPOCH, "{}"),
                        Signature.of(List.of(keys.secret("sub_1", 1)), "msg_1", Instant.EPOCH, "{}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void eachSubscriptionAndVersionHasASecretOfItsOwn() {
        var keys = new SubscriptionKeys(KEY);
        assertThat(List.of(
                        keys.secret("sub_1", 1),
                        keys.secret("sub_1", 2),
                        keys.secret("sub_2", 1),
                        new SubscriptionKeys(KEY + "x").secret("sub_1", 1)))
                .doesNotHaveDuplicates()
                .allSatisfy(secret -> assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                        .hasSize(32));
        assertThat(keys.secret("sub_1", 1)).isEqualTo(new SubscriptionKeys(KEY).secret("sub_1", 1));
    }

    @Test
    void whatIsSealedIsOpenedWithTheSameKeyForTheSameSubscription() {
        var keys = new SubscriptionKeys(KEY);
        String sealed = keys.seal("sub_1", "https://hooks.example.com/T000/secret");
        assertThat(sealed).isNotEqualTo(keys.seal("sub_1", "https://hooks.example.com/T000/secret"));
        assertThat(keys.open("sub_1", sealed)).isEqualTo("https://hooks.example.com/T000/secret");
        assertThatThrownBy(() -> keys.open("sub_2", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SubscriptionKeys(KEY + "x").open("sub_1", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WAYBILL_SUBSCRIPTION_KEY");
        for (String broken : List.of("", "AAAA", "***", sealed.substring(4))) {
            assertThatThrownBy(() -> keys.open("sub_1", broken)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aKeyThatCouldBeGuessedIsRefused() {
        assertThatThrownBy(() -> new SubscriptionKeys("short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WAYBILL_SUBSCRIPTION_KEY")
                .hasMessageNotContaining("short");
        assertThat(new SubscriptionKeys(null).isGiven()).isFalse();
        assertThat(new SubscriptionKeys(" ").isGiven()).isFalse();
    }
}
