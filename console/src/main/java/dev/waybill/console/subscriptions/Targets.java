package dev.waybill.console.subscriptions;

import dev.waybill.events.SubscriptionKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where events may be sent, as far as can be said when somebody asks for it. */
final class Targets {

    /** The rest says the mail server. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,<>\"]{1,64}@[A-Za-z0-9.-]{1,255}");

    private final PublicAddresses addresses;
    private final boolean mails;

    /** @param mails whether there is a mail server */
    Targets(PublicAddresses addresses, boolean mails) {
        this.addresses = addresses;
        this.mails = mails;
    }

    /**
     * Returns a target as it is kept.
     *
     * @throws dev.waybill.schemas.http.Problem when it is none
     */
    String of(SubscriptionKind kind, @Nullable String url) {
        URI uri;
        try {
            uri = new URI(url == null ? "" : url.strip());
        } catch (URISyntaxException broken) {
            throw SubscriptionRequest.bad("url is none: " + broken.getReason());
        }
        if (kind == SubscriptionKind.EMAIL) {
            requireEmail(uri);
        } else {
            requireWeb(uri);
        }
        return uri.toString();
    }

    private void requireEmail(URI uri) {
        if (!mails) {
            throw SubscriptionRequest.bad("There is no mail server: set SPRING_MAIL_HOST");
        }
        if (!"mailto".equals(uri.getScheme())
                || !ADDRESS.matcher(uri.getSchemeSpecificPart()).matches()) {
            throw SubscriptionRequest.bad("url of kind email must be like mailto:somebody@example.com");
        }
    }

    private void requireWeb(URI uri) {
        if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                || uri.getHost() == null
                || uri.getRawUserInfo() != null) {
            throw SubscriptionRequest.bad("url must be like https://example.com/webhooks");
        }
        try {
            addresses.resolve(uri.getHost());
        } catch (UnknownHostException refused) {
            throw SubscriptionRequest.bad("url leads nowhere that may be posted to: " + refused.getMessage());
        }
    }
}
