package dev.waybill.ingest.fetch;

import com.easypost.exception.General.MissingParameterError;
import com.easypost.service.EasyPostClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The accounts whose keys are configured. */
final class Accounts {

    private final Map<String, Account> byUser = new TreeMap<>();
    private final @Nullable Account otherwise;

    Accounts(EasyPostProperties settings) {
        settings.accounts().forEach((user, key) -> byUser.put(user, account(user, key, settings)));
        this.otherwise = settings.apiKey().isEmpty() ? null : account(null, settings.apiKey(), settings);
    }

    boolean none() {
        return byUser.isEmpty() && otherwise == null;
    }

    /** Returns all of them. The first is the one with the default key, if there is one. */
    List<Account> all() {
        return Stream.concat(Stream.ofNullable(otherwise), byUser.values().stream())
                .toList();
    }

    /** Tells whether an account is the one that answers for what is no account's. */
    boolean isFirst(Account account) {
        return all().indexOf(account) == 0;
    }

    /** Returns the accounts to ask for a shipment of that user, or of a user that is not known. */
    List<Account> of(@Nullable String user) {
        Account own = user == null ? null : byUser.get(user);
        if (own != null) {
            return List.of(own);
        }
        if (otherwise != null) {
            return List.of(otherwise);
        }
        return user == null ? List.copyOf(byUser.values()) : List.of();
    }

    /** Returns the account that was named, or for null the one to take when none is; nothing when there is no key of its own for it. */
    Optional<Account> exactly(@Nullable String user) {
        return user == null ? all().stream().findFirst() : Optional.ofNullable(byUser.get(user));
    }

    private static Account account(@Nullable String user, String key, EasyPostProperties settings) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        String base = settings.baseUrl().toString().replaceAll("/+$", "");
        try {
            return new Account(user, new EasyPostClient(key, timeout, timeout, base));
        } catch (MissingParameterError blank) {
            throw new IllegalStateException(blank);
        }
    }
}
