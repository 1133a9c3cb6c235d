package dev.waybill.console.subscriptions;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of subscriptions.
 *
 * @param key from which every secret follows, at least 32 characters; empty for no subscriptions
 * @param allowPrivateAddresses whether events may be sent into the own network
 * @param timeout how long a subscriber may take to answer
 * @param digestTime when digests are sent, in UTC
 * @param mailFrom the sender of e-mails; the server is that of spring.mail
 */
@ConfigurationProperties("waybill.subscriptions")
record SubscriptionsProperties(
        @Nullable String key,
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("08:00") LocalTime digestTime,
        @DefaultValue("waybill@localhost") String mailFrom) {}
