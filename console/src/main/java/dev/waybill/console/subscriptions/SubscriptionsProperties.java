package dev.waybill.console.subscriptions;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of subscriptions.
 *
 * @param key from which every secret follows, at least 32 characters; empty for no subscriptions
 * @param allowPrivateAddresses whether events may be sent into the own network
 */
@ConfigurationProperties("waybill.subscriptions")
record SubscriptionsProperties(
        @Nullable String key, @DefaultValue("false") boolean allowPrivateAddresses) {}
