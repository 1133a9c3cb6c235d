package dev.waybill.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final Map<String, String> NONE = Map.of();

    @TempDir
    Path scratch;

    @Test
    void theyAreMadeOnceAndKept() {
        try (DataFolder folder = DataFolder.open(scratch)) {
            Secrets first = Secrets.of(folder, NONE);
            Secrets second = Secrets.of(folder, NONE);
            assertThat(second).isEqualTo(first);
            assertThat(first.roles().values()).doesNotHaveDuplicates().allMatch(password -> password.length() == 48);
        }
    }

    @Test
    void theEnvironmentsAreTakenAndNotKept() throws IOException {
        try (DataFolder folder = DataFolder.open(scratch)) {
            Secrets secrets = Secrets.of(
                    folder,
                    Map.of(
                            "WAYBILL_WEBHOOK_SECRET", "given secret",
                            "WAYBILL_API_KEY", "given key",
                            "WAYBILL_SUBSCRIPTION_KEY", "given too"));
            assertThat(secrets.webhookSecret()).isEqualTo("given secret");
            assertThat(secrets.apiKey()).isEqualTo("given key");
            assertThat(secrets.subscriptionKey()).isEqualTo("given too");
            assertThat(Files.readString(scratch.resolve("secrets.properties"))).doesNotContain("given");
        }
    }

    @Test
    void theirTextTellsNone() {
        try (DataFolder folder = DataFolder.open(scratch)) {
            Secrets secrets = Secrets.of(folder, NONE);
            assertThat(secrets.toString())
                    .doesNotContain(secrets.apiKey())
                    .doesNotContain(secrets.webhookSecret())
                    .doesNotContain(secrets.subscriptionKey())
                    .doesNotContain(secrets.password(Secrets.READER));
        }
    }
}
