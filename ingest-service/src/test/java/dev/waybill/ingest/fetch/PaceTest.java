package dev.waybill.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.easypost.service.EasyPostClient;
import dev.waybill.ingest.TickingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final TickingClock clock = new TickingClock();

    @Test
    void aBurstIsOneSecondsWorthAndThenTheRateHolds() {
        var bucket = new TokenBucket(5, clock);

        for (int i = 0; i < 5; i++) {
            assertThat(bucket.take()).isZero();
        }
        assertThat(bucket.take()).isEqualTo(Duration.ofMillis(200));
        clock.pass(Duration.ofMillis(200));
        assertThat(bucket.take()).isZero();
        assertThat(bucket.take()).isPositive();
    }

    @Test
    void aRateBelowOneASecondWorksToo() {
        var bucket = new TokenBucket(0.1, clock);

        assertThat(bucket.take()).isZero();
        assertThat(bucket.take()).isEqualTo(Duration.ofSeconds(10));
    }

    @Property(tries = 100)
    void backOffGrowsToALimit(@ForAll @IntRange(max = 1000) int failures, @ForAll long seed) {
        Duration pause = new BackOff(Duration.ofSeconds(1), new Random(seed)).after(failures);

        assertThat(pause)
                .isBetween(Duration.ofMillis(500), Duration.ofMinutes(5))
                .isLessThanOrEqualTo(Duration.ofSeconds(1L << Math.min(failures, 20)));
    }

    @Test
    void retryAfterIsSecondsOrADateAndAtMostAnHour() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(RetryAfter.parse("7", now)).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 12:00:30 GMT", now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 11:00:30 GMT", now)).isZero();
        assertThat(RetryAfter.parse("86400", now)).isEqualTo(Duration.ofHours(1));
        assertThat(List.of("", "soon", "-1", "99999999999999999999"))
                .allSatisfy(told -> assertThat(RetryAfter.parse(told, now)).isNull());
    }

    @Test
    void aMissingShipmentIsForgottenAfterADay() throws Exception {
        var missing = new MissingShipments(Duration.ofDays(1), clock);
        var one = new Account("user_1", new EasyPostClient("key"));
        var other = new Account("user_2", new EasyPostClient("key"));

        missing.remember(one, "shp_1");

        assertThat(missing.contains(one, "shp_1")).isTrue();
        assertThat(missing.contains(other, "shp_1")).isFalse();
        clock.pass(Duration.ofDays(1));
        assertThat(missing.contains(one, "shp_1")).isFalse();
    }

    @Test
    void onlySoManyMissingShipmentsAreRemembered() throws Exception {
        var missing = new MissingShipments(Duration.ofDays(1), clock);
        var account = new Account(null, new EasyPostClient("key"));

        for (int i = 0; i < 10_001; i++) {
            missing.remember(account, "shp_" + i);
        }

        assertThat(missing.contains(account, "shp_0")).isFalse();
        assertThat(missing.contains(account, "shp_1")).isTrue();
        assertThat(missing.contains(account, "shp_10000")).isTrue();
    }
}
