package dev.waybill.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.DeliveryAttempt;
import dev.waybill.events.DeliveryOutcome;
import dev.waybill.events.PendingDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DelivererTest {

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Pending pending = new Pending(List.of());
    private final CountDownLatch stopping = new CountDownLatch(1);
    private int status = 500;
    private @Nullable Duration retryAfter;
    private @Nullable Instant failingSince;
    private Instant now = START;

    @Test
    void whatIsTakenIsInOrderOfItsKey() {
        List<List<PendingDelivery>> chains = IntStream.range(0, 20)
                .mapToObj(key -> IntStream.range(0, 5)
                        .mapToObj(offset -> delivery("shp_" + key, offset))
                        .toList())
                .toList();
        Outcome outcome = deliver(chains);

        assertThat(taken).hasSize(100);
        for (int key = 0; key < 20; key++) {
            String shipment = "shp_" + key + "/";
            assertThat(taken.stream().filter(one -> one.startsWith(shipment)))
                    .containsExactly(shipment + 0, shipment + 1, shipment + 2, shipment + 3, shipment + 4);
        }
        assertThat(outcome.pending()).isEmpty();
        assertThat(outcome.attempts())
                .hasSize(100)
                .allSatisfy(one -> assertThat(one.getOutcome()).isEqualTo(DeliveryOutcome.DELIVERED));
    }

    @Test
    void oneThatFailsHoldsUpItsKeyAlone() {
        refused.add("shp_1/0");
        Outcome outcome =
                deliver(List.of(List.of(delivery("shp_1", 0), delivery("shp_1", 1)), List.of(delivery("shp_2", 0))));
        assertThat(taken).containsExactly("shp_2/0");
        assertThat(outcome.pending()).extracting(DelivererTest::name).containsExactly("shp_1/0", "shp_1/1");
        assertThat(pending.due(now)).as("the second waits for the first").isEmpty();

        refused.clear();
        now = now.plusSeconds(6);
        Outcome later = deliver(pending.due(now));
        assertThat(taken).containsExactly("shp_2/0", "shp_1/0", "shp_1/1");
        assertThat(later.ended()).hasSize(2);
        assertThat(later.attempts()).extracting(DeliveryAttempt::getAttempt).containsExactly(2, 1);
        assertThat(pending.count()).isZero();
    }

    @Test
    void itIsTriedAtTheTimesOfTheSpecificationAndThenGivenUp() {
        refused.add("shp_1/0");
        deliver(List.of(List.of(delivery("shp_1", 0), delivery("shp_1", 1))));
        var delays = new ArrayList<Duration>();
        DeliveryOutcome last = DeliveryOutcome.FAILED;
        while (last == DeliveryOutcome.FAILED) {
            Instant due = pending.nextDue().orElseThrow();
            delays.add(Duration.between(now, due));
            now = due;
            deliver(List.of(List.of(delivery("shp_other", delays.size()))));
            last = deliver(pending.due(now)).attempts().get(0).getOutcome();
        }
        assertThat(last).isEqualTo(DeliveryOutcome.GIVEN_UP);
        assertThat(delays).hasSize(7).satisfies(all -> {
            for (int i = 0; i < 7; i++) {
                assertThat(all.get(i))
                        .isBetween(
                                RetrySchedule.DELAYS.get(i).multipliedBy(9).dividedBy(10),
                                RetrySchedule.DELAYS.get(i).multipliedBy(11).dividedBy(10));
            }
        });
        deliver(pending.due(now));
        assertThat(taken).as("what waited for it").endsWith("shp_1/1");
    }

    @Test
    void whereNothingIsTakenNothingIsGivenUpUntilItIsDisabled() {
        refused.add("shp_1/0");
        deliver(List.of(List.of(delivery("shp_1", 0))));
        Outcome outcome = new Outcome(List.of(), List.of(), List.of(), null, null);
        int attempts = 0;
        while (outcome.disabled() == null) {
            now = pending.nextDue().orElseThrow();
            outcome = deliver(pending.due(now));
            assertThat(outcome.attempts())
                    .extracting(DeliveryAttempt::getOutcome)
                    .containsExactly(DeliveryOutcome.FAILED);
            attempts++;
        }
        assertThat(Duration.between(START, now)).isBetween(Duration.ofDays(5), Duration.ofHours(5 * 24 + 11));
        assertThat(outcome.disabled()).isEqualTo("Nothing was taken since 2026-11-01T12:00:00Z");
        assertThat(attempts).isLessThan(25);
        assertThat(pending.count())
                .as("it is there when the subscriber is back")
                .isEqualTo(1);
    }

    @Test
    void whoIsGoneIsDisabledAtOnce() {
        refused.add("shp_1/0");
        status = 410;
        Outcome outcome = deliver(List.of(List.of(delivery("shp_1", 0)), List.of(delivery("shp_2", 0))));
        assertThat(outcome.disabled()).contains("410");
        assertThat(outcome.pending()).hasSize(1);
    }

    @Test
    void whoWantsToBeLeftAloneIs() {
        refused.add("shp_1/0");
        status = 429;
        retryAfter = Duration.ofMinutes(2);
        deliver(List.of(List.of(delivery("shp_1", 0))));
        assertThat(pending.nextDue()).contains(now.plus(Duration.ofMinutes(2)));
    }

    @Test
    void whatIsNotSentBeforeTheStopIsPending() {
        stopping.countDown();
        Outcome outcome = deliver(List.of(List.of(delivery("shp_1", 0)), List.of(delivery("shp_2", 0))));
        assertThat(taken).isEmpty();
        assertThat(outcome.attempts()).isEmpty();
        assertThat(outcome.pending()).hasSize(2);
        assertThat(pending.due(now)).hasSize(2);
    }

    @Test
    void somuchIsPendingAndNoMore() {
        refused.addAll(
                IntStream.range(0, 500).mapToObj(one -> "shp_" + one + "/0").toList());
        deliver(IntStream.range(0, 499)
                .mapToObj(one -> List.of(delivery("shp_" + one, 0)))
                .toList());
        assertThat(pending.isFull()).isFalse();
        deliver(List.of(List.of(delivery("shp_499", 0))));
        assertThat(pending.isFull()).isTrue();
    }

    private Outcome deliver(java.util.Collection<List<PendingDelivery>> chains) {
        Channel channel = (id, body, at) -> {
            boolean ok = !refused.contains(body);
            if (ok) {
                taken.add(body);
            }
            return new Answer(ok ? 204 : status, "", null, Duration.ofMillis(3), ok ? null : retryAfter);
        };
        Outcome outcome = new Deliverer(
                        channel,
                        event -> "",
                        failingSince,
                        pending,
                        new Pace(null),
                        ForkJoinPool.commonPool(),
                        stopping,
                        Clock.fixed(now, ZoneOffset.UTC),
                        () -> 0.9)
                .deliver(chains);
        failingSince = outcome.failingSince();
        return outcome;
    }

    private PendingDelivery delivery(String key, long offset) {
        return PendingDelivery.newBuilder()
                .setSubscriptionId("sub_1")
                .setLane(Lane.LIVE)
                .setEventType("status")
                .setPartition(Map.of("shp_1", 1).getOrDefault(key, 0))
                .setOffset(offset)
                .setEventKey(key)
                .setEventId(key + "/status/" + offset)
                .setBody(key + "/" + offset)
                .setAttempts(0)
                .setDueAt(now)
                .build();
    }

    private static String name(PendingDelivery delivery) {
        return delivery.getBody();
    }
}
