package dev.waybill.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookPropertiesTest {

    @Test
    void secretsAreSeparatedByCommas() {
        assertThat(bind(Map.of("waybill.webhook.secrets", "old, new")).secrets())
                .containsExactly("old", "new");
    }

    @Test
    void nothingConfiguredIsRefusedInOneLine() {
        assertThatThrownBy(() -> bind(Map.of("waybill.webhook.secrets", "", "waybill.webhook.basic.username", "")))
                .isInstanceOf(BindException.class)
                .rootCause()
                .isInstanceOf(WebhooksUnprotectedException.class)
                .hasMessageContaining("WAYBILL_WEBHOOK_SECRET")
                .hasMessageNotContaining("\n");
    }

    @Test
    void basicAloneWillDoAndNeedsBothParts() {
        assertThat(bind(Map.of("waybill.webhook.basic.username", "easypost", "waybill.webhook.basic.password", "p"))
                        .basic())
                .isEqualTo(new WebhookProperties.Basic("easypost", "p"));
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("waybill.webhook.basic.username", "easypost")));
    }

    @Test
    void noSecretIsInItsText() {
        var settings = bind(Map.of(
                "waybill.webhook.secrets", "hush",
                "waybill.webhook.basic.username", "easypost",
                "waybill.webhook.basic.password", "hush"));

        assertThat(settings.toString() + settings.basic()).doesNotContain("hush");
    }

    private static WebhookProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("waybill.webhook", WebhookProperties.class);
    }
}
