package dev.waybill.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

    private final ApiKeys keys = new ApiKeys(Map.of("shop", "s3cret", "spare", ""));

    @Test
    void aKeyIsItsHoldersName() {
        assertThat(keys.nameOf("Bearer s3cret")).hasValue("shop");
        assertThat(keys.nameOf("bearer  s3cret ")).hasValue("shop");
    }

    @Test
    void anythingElseIsNobody() {
        assertThat(keys.nameOf(null)).isEmpty();
        assertThat(keys.nameOf("Bearer ")).isEmpty();
        assertThat(keys.nameOf("Bearer s3cre")).isEmpty();
        assertThat(keys.nameOf("Basic s3cret")).isEmpty();
        assertThat(new ApiKeys(null).nameOf("Bearer s3cret")).isEmpty();
    }

    @Test
    void theKeyIsNeverPrinted() {
        assertThat(keys.toString()).contains("shop").doesNotContain("s3cret");
    }
}
