package dev.waybill.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccountsTest {

    @Test
    void anAccountIsAskedWithItsOwnKeyElseWithTheDefault() {
        var accounts = accounts(Map.of("api-key", "common", "accounts.user_1", "one"));

        assertThat(keys(accounts, "user_1")).containsExactly("one");
        assertThat(keys(accounts, "user_2")).containsExactly("common");
        assertThat(keys(accounts, null)).containsExactly("common");
    }

    @Test
    void withoutADefaultEachIsAskedForAShipmentOfNobodyKnown() {
        var accounts = accounts(Map.of("accounts.user_1", "one", "accounts.user_2", "two"));

        assertThat(keys(accounts, null)).containsExactly("one", "two");
        assertThat(keys(accounts, "user_3")).isEmpty();
    }

    @Test
    void blankKeysAreNone() {
        assertThat(accounts(Map.of("api-key", "", "accounts.user_1", " ")).none())
                .isTrue();
        assertThat(accounts(Map.of("api-key", "common")).none()).isFalse();
    }

    private static List<String> keys(Accounts accounts, @Nullable String user) {
        return accounts.of(user).stream()
                .map(account -> account.connection().getApiKey())
                .toList();
    }

    private static Accounts accounts(Map<String, String> settings) {
        var named = new HashMap<String, String>();
        settings.forEach((name, value) -> named.put("waybill.easypost." + name, value));
        return new Accounts(new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("waybill.easypost", EasyPostProperties.class));
    }
}
