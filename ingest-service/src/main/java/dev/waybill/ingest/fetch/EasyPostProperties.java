package dev.waybill.ingest.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * EasyPost's API as seen from here.
 *
 * @param apiKey the key for every account that has none of its own; blank for none
 * @param accounts keys by EasyPost's id of the user
 * @param baseUrl where the API is, version included
 * @param perSecond how many requests a second, for each account
 * @param timeout how long one request may take in all
 * @param maxAge older fetch requests are skipped
 * @param forgetMissing how long a shipment that EasyPost does not know is not asked for again
 */
@ConfigurationProperties("waybill.easypost")
record EasyPostProperties(
        @DefaultValue("") String apiKey,
        @DefaultValue Map<String, String> accounts,
        @DefaultValue("https://api.easypost.com/v2") URI baseUrl,
        @DefaultValue("5") double perSecond,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("1d") Duration maxAge,
        @DefaultValue("1d") Duration forgetMissing) {

    EasyPostProperties {
        apiKey = apiKey.strip();
        accounts = accounts.entrySet().stream()
                .filter(account -> !account.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, account -> account.getValue().strip()));
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("waybill.easypost.per-second must be greater than 0");
        }
    }

    @Override
    public String toString() {
        return "EasyPostProperties[%s, accounts %s]".formatted(baseUrl, accounts.keySet());
    }
}
