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
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.NullUnmarked;

/** Whatever was told, in any mixture of the shipments' histories: the rows are those of the last snapshots alone. */
@NullUnmarked
class AnyHistoryTest {

    /** A snapshot; told null is a tombstone, a contribution of null a shipment that is not counted. */
    record Told(int shipment, boolean tombstone, Contribution contribution) {}

    @Property(tries = 40)
    void rowsAreThoseOfTheLastSnapshots(@ForAll("history") List<Told> history) {
        try (var driven = new Driven()) {
            history.forEach(told -> tell(driven, told));
            Map<Integer, Told> newest = new HashMap<>();
            history.forEach(told -> newest.put(told.shipment, told));
            List<Contribution> counted = newest.values().stream()
                    .filter(told -> !told.tombstone)
                    .map(Told::contribution)
                    .filter(Objects::nonNull)
                    .toList();

            Map<String, ?> carriers = alive(driven.carriers());
            assertThat(carriers)
                    .isEqualTo(mapped(sums(counted, CarrierKey::of, CarrierDay::of, CarrierDay::plus), Rows::of));
            Map<SummaryKey, Summary> days = sums(counted, SummaryKey::of, Summary::of, Summary::plus);
            Map<SummaryKey, Summary> all = new HashMap<>(days);
            for (Function<SummaryKey, SummaryKey> period :
                    List.<Function<SummaryKey, SummaryKey>>of(SummaryKey::week, SummaryKey::month)) {
                days.forEach((key, day) -> all.merge(period.apply(key), day, Summary::plus));
            }
            Map<String, ?> summaries = alive(driven.summaries());
            assertThat(summaries).isEqualTo(mapped(all, Rows::of));
        }
    }

    @Provide
    Arbitrary<List<Told>> history() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
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

    private static void tell(Driven driven, Told told) {
        if (told.tombstone) {
            driven.tell("shp_" + told.shipment, null);
        } else {
            driven.tell(snapshot(told));
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
