package dev.waybill.analytics.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.analytics.Shipments;
import dev.waybill.analytics.figures.CarrierDay;
import dev.waybill.analytics.figures.Contribution;
import dev.waybill.analytics.figures.Contributions;
import dev.waybill.analytics.figures.Summary;
import dev.waybill.events.ShipmentMetrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.NullUnmarked;

/** Whatever was told, in any mixture of the shipments' histories: the rows are those of the last snapshots alone. Each try ends with nothing left. */
@NullUnmarked
class AnyHistoryTest {

    /** A snapshot; told null is a tombstone, a contribution of null a shipment that is not counted. */
    record Told(int shipment, boolean tombstone, Contribution contribution) {}

    private static final int SHIPMENTS = 6;
    private static final Driven DRIVEN = new Driven();

    @AfterContainer
    static void stop() {
        DRIVEN.close();
    }

    @Property(tries = 40)
    void rowsAreThoseOfTheLastSnapshots(@ForAll("history") List<Told> history) {
        Map<Integer, Told> newest = new HashMap<>();
        history.forEach(told -> newest.put(told.shipment, told));
        List<Contribution> counted = newest.values().stream()
                .filter(told -> !told.tombstone)
                .map(Told::contribution)
                .filter(Objects::nonNull)
                .toList();
        Map<SummaryKey, Summary> days = sums(counted, SummaryKey::of, Summary::of, Summary::plus);
        Map<SummaryKey, Summary> periods = new HashMap<>(days);
        days.forEach((key, day) -> periods.merge(key.week(), day, Summary::plus));
        days.forEach((key, day) -> periods.merge(key.month(), day, Summary::plus));
        try {
            history.forEach(AnyHistoryTest::tell);
            assertThat(alive(DRIVEN.carriers()))
                    .isEqualTo(mapped(sums(counted, CarrierKey::of, CarrierDay::of, CarrierDay::plus), Rows::of));
            assertThat(alive(DRIVEN.summaries())).isEqualTo(mapped(periods, Rows::of));
        } finally {
            forgetAll();
        }
        assertThat(alive(DRIVEN.carriers())).isEmpty();
        assertThat(alive(DRIVEN.summaries())).isEmpty();
    }

    private static void forgetAll() {
        IntStream.rangeClosed(1, SHIPMENTS).forEach(shipment -> DRIVEN.tell("shp_" + shipment, null));
    }

    @Provide
    Arbitrary<List<Told>> history() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, SHIPMENTS),
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))),
                        Contributions.any().injectNull(0.15),
                        Arbitraries.of(1, 1, 2))
                .as((shipment, tombstone, contribution, times) -> Stream.generate(
                                () -> new Told(shipment, tombstone, contribution))
                        .limit(times)
                        .toList())
                .list()
                .ofMaxSize(40)
                .map(repeated -> repeated.stream().flatMap(Collection::stream).toList());
    }

    private static void tell(Told told) {
        if (told.tombstone) {
            DRIVEN.tell("shp_" + told.shipment, null);
        } else {
            DRIVEN.tell(snapshot(told));
        }
    }

    private static ShipmentMetrics.Builder snapshot(Told told) {
        ShipmentMetrics.Builder snapshot = Shipments.inTransit("shp_" + told.shipment);
        Contribution one = told.contribution;
        if (one == null) {
            return snapshot.setCounted(false);
        }
        String outcome = one.outcome().name().toLowerCase(Locale.ROOT);
        return snapshot.setMode(one.mode())
                .setCarrier(one.carrier())
                .setService(one.service())
                .setShippedOn(one.date())
                .setFinalStatus("in_flight".equals(outcome) ? null : outcome)
                .setOnTime(one.onTime())
                .setExceptionsCount(one.exceptions())
                .setCurrency(one.cost() == null ? null : one.cost().currency())
                .setTotalCost(one.cost() == null ? null : one.cost().total())
                .setActualDeliveryDays(one.days())
                .setDestinationCountry(one.destination().country())
                .setDestinationState(one.destination().state());
    }

    private static <K, A> Map<K, A> sums(
            List<Contribution> counted,
            Function<Contribution, K> keys,
            Function<Contribution, A> amounts,
            BinaryOperator<A> plus) {
        return counted.stream().collect(Collectors.toMap(keys, amounts, plus));
    }

    private static <K, A, V> Map<String, V> mapped(Map<K, A> rollups, BiFunction<K, A, V> rows) {
        return rollups.entrySet().stream()
                .collect(Collectors.toMap(
                        row -> row.getKey().toString(), row -> rows.apply(row.getKey(), row.getValue())));
    }

    private static <V> Map<String, V> alive(Map<String, V> rows) {
        var alive = new HashMap<>(rows);
        alive.values().removeIf(Objects::isNull);
        return alive;
    }
}
