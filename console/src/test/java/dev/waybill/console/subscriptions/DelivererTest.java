package dev.waybill.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.DeliveryAttempt;
import dev.waybill.events.DeliveryOutcome;
import dev.waybill.events.PendingDelivery;
import dev.waybill.schemas.lifecycle.Stopping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DelivererTest {

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Pending pending = new Pending(List.of());
    private final Stopping stopping = new Stopping();
    private volatile int status = 500;
    private volatile @Nullable Duration retryAfter;
    private Health health = Health.UNKNOWN;
    private @Nullable Deliverer deliverer;
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
        Outcome outcome = new Outcome(List.of(), List.of(), List.of(), Health.UNKNOWN, null);
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
    void afterAnOutageNobodyWaitsOutTheScheduleAndNothingIsGivenUp() {
        List<String> all =
                IntStream.range(0, 10).mapToObj(one -> "shp_" + one + "/0").toList();
        refused.addAll(all);
        deliver(IntStream.range(0, 10)
                .mapToObj(one -> List.of(delivery("shp_" + one, 0)))
                .toList());
        while (Duration.between(START, now).compareTo(Duration.ofHours(60)) < 0) {
            now = pending.nextDue().orElseThrow();
            assertThat(deliver(pending.due(now)).attempts())
                    .extracting(DeliveryAttempt::getOutcome)
                    .containsOnly(DeliveryOutcome.FAILED);
        }
        // it is back for a moment, takes one, and falls over again
        refused.remove("shp_0/0");
        now = now.plusSeconds(600);
        pending.put(PendingDelivery.newBuilder(first("shp_0")).setDueAt(now).build());
        deliver(pending.due(now));
        assertThat(taken).containsExactly("shp_0/0");
        now = now.plusSeconds(1);
        assertThat(pending.due(now)).as("all of them are tried at once").hasSize(9);
        assertThat(deliver(pending.due(now)).attempts())
                .extracting(DeliveryAttempt::getOutcome)
                .containsOnly(DeliveryOutcome.FAILED);
        assertThat(pending.count()).as("and none is given up").isEqualTo(9);
    }

    @Test
    void oneThatAloneFailsKeepsItsTimes() {
        refused.add("shp_1/0");
        deliver(List.of(List.of(delivery("shp_1", 0))));
        now = now.plusSeconds(5);
        deliver(pending.due(now));
        Instant due = pending.nextDue().orElseThrow();
        for (int other = 0; other < 3; other++) {
            now = now.plusSeconds(80);
            deliver(List.of(List.of(delivery("shp_other", other))));
            assertThat(pending.nextDue()).contains(due);
        }
    }

    @Test
    void whoIsGoneIsDisabledAtOnce() {
        refused.add("shp_1/0");
        status = 410;
        Outcome outcome = deliver(List.of(List.of(delivery("shp_1", 0)), List.of(delivery("shp_2", 0))));
        assertThat(outcome.disabled()).contains("410");
        assertThat(outcome.pending()).extracting(DelivererTest::name).contains("shp_1/0");
    }

    @Test
    void whoWantsToBeLeftAloneIs() {
        refused.add("shp_1/0");
        status = 429;
        retryAfter = Duration.ofMinutes(2);
        deliver(List.of(List.of(delivery("shp_1", 0))));
        assertThat(pending.nextDue()).contains(now.plus(Duration.ofMinutes(2)));
        assertThat(Objects.requireNonNull(deliverer).isQuiet(now.plusSeconds(119)))
                .isTrue();
        assertThat(Objects.requireNonNull(deliverer).isQuiet(now.plusSeconds(120)))
                .isFalse();
    }

    @Test
    void whatIsNotSentBeforeTheStopIsPending() {
        stopping.begin();
        Outcome outcome = deliver(List.of(List.of(delivery("shp_1", 0)), List.of(delivery("shp_2", 0))));
        assertThat(taken).isEmpty();
        assertThat(outcome.attempts()).isEmpty();
        assertThat(outcome.pending()).hasSize(2);
        assertThat(pending.due(now)).hasSize(2);
    }

    @Test
    void soMuchIsPendingAndNoMore() {
        refused.addAll(
                IntStream.range(0, 5000).mapToObj(one -> "shp_" + one + "/0").toList());
        deliver(IntStream.range(0, 4999)
                .mapToObj(one -> List.of(delivery("shp_" + one, 0)))
                .toList());
        assertThat(pending.isFull()).isFalse();
        deliver(List.of(List.of(delivery("shp_4999", 0))));
        assertThat(pending.isFull()).isTrue();
    }

    private Outcome deliver(Collection<List<PendingDelivery>> chains) {
        Channel channel = (id, body, at) -> {
            boolean ok = !refused.contains(body);
            if (ok) {
                taken.add(body);
            }
            return new Answer(ok ? 204 : status, "", null, Duration.ofMillis(3), ok ? null : retryAfter);
        };
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        var sender = new Sender(channel, new Pace(null), ForkJoinPool.commonPool(), stopping, () -> true, clock);
        deliverer = new Deliverer(sender, event -> "", health, pending, clock, () -> 0.9);
        Outcome outcome = deliverer.deliver(chains);
        health = outcome.health();
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
                .setRefusals(0)
                .setDueAt(now)
                .build();
    }

    private PendingDelivery first(String key) {
        return pending.firsts().stream()
                .filter(one -> one.getEventKey().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String name(PendingDelivery delivery) {
        return delivery.getBody();
    }
}
