package dev.waybill.ingest.webhook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How webhooks are told from forgeries.
 *
 * @param secrets EasyPost's webhook secrets; several while the secret is being changed
 * @param basic user name and password that EasyPost was given in the webhook's URL
 * @param maxBody largest body
 * @param maxInFlight how many webhooks may be on their way to the broker at once; who comes beyond them is told to come again
 * @param retryAfter when to come again after a webhook that was not taken
 */
@ConfigurationProperties("waybill.webhook")
record WebhookProperties(
        @DefaultValue List<String> secrets,
        @Nullable Basic basic,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("128") int maxInFlight,
        @DefaultValue("10s") Duration retryAfter) {

    WebhookProperties {
        secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
        basic = basic == null || basic.blank() ? null : basic;
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("waybill.webhook.max-in-flight must be at least 1");
        }
        if (secrets.isEmpty() && basic == null) {
            throw new WebhooksUnprotectedException();
        }
    }

    @Override
    public String toString() {
        return "WebhookProperties[%d secrets, basic %s]".formatted(secrets.size(), basic == null ? "off" : "on");
    }

    record Basic(
            @DefaultValue("") String username,
            @DefaultValue("") String password) {

        Basic {
            if (username.isBlank() != password.isBlank()) {
                throw new IllegalArgumentException("waybill.webhook.basic needs both, username and password");
            }
        }

        boolean blank() {
            return username.isBlank();
        }

        @Override
        public String toString() {
            return "Basic[%s]".formatted(username);
        }
    }
}
