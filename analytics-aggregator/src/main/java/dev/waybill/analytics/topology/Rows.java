package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.CarrierDay;
import dev.waybill.analytics.figures.Count;
import dev.waybill.analytics.figures.Destination;
import dev.waybill.analytics.figures.Rollup;
import dev.waybill.analytics.figures.Sum;
import dev.waybill.analytics.figures.Summary;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.CarrierStat;
import dev.waybill.events.CostTotal;
import dev.waybill.events.DestinationCount;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rollups as the rows that others read. A rollup of which nothing is left is no row. */
final class Rows {

    private static final int TOP_DESTINATIONS = 10;
    private static final int MAX_DIGITS = 19;

    private Rows() {}

    static @Nullable CarrierPerformance of(CarrierKey key, @Nullable CarrierDay day) {
        if (day == null) {
            return null;
        }
        Rollup rollup = day.rollup();
        return CarrierPerformance.newBuilder()
                .setMode(key.mode())
                .setCarrier(key.carrier())
                .setService(key.service())
                .setDate(key.date())
                .setTotalShipments(rollup.total())
                .setDelivered(rollup.delivered())
                .setFailed(rollup.failed())
                .setInFlight(rollup.inFlight())
                .setOnTime(rollup.onTime())
                .setDelayed(rollup.delayed())
                .setCosts(costs(rollup))
                .setExceptions(rollup.exceptions())
                .setDeliveryDaysKnown(rollup.days().count())
                .setAvgDeliveryDays(rollup.days().mean())
                .setMinDeliveryDays(day.hours().leastDays())
                .setMaxDeliveryDays(day.hours().greatestDays())
                .setP50DeliveryDays(day.hours().percentileDays(50))
                .setP90DeliveryDays(day.hours().percentileDays(90))
                .setOnTimeRate(rollup.onTimeRate())
                .setReliabilityScore(rollup.reliability())
                .build();
    }

    static @Nullable AnalyticsSummary of(SummaryKey key, @Nullable Summary summary) {
        if (summary == null) {
            return null;
        }
        Rollup whole = summary.whole();
        return AnalyticsSummary.newBuilder()
                .setMode(key.mode())
                .setPeriod(key.period())
                .setDate(key.date())
                .setTotalShipments(whole.total())
                .setSuccessful(whole.delivered())
                .setFailed(whole.failed())
                .setInFlight(whole.inFlight())
                .setOnTime(whole.onTime())
                .setDelayed(whole.delayed())
                .setCosts(costs(whole))
                .setAvgDeliveryDays(whole.days().mean())
                .setOnTimeRate(whole.onTimeRate())
                .setCarrierStats(summary.carriers().parts().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, carrier -> stat(carrier.getValue()))))
                .setTopDestinations(summary.topDestinations(TOP_DESTINATIONS).stream()
                        .map(Rows::destination)
                        .toList())
                .build();
    }

    private static CarrierStat stat(Rollup rollup) {
        return CarrierStat.newBuilder()
                .setTotalShipments(rollup.total())
                .setDelivered(rollup.delivered())
                .setFailed(rollup.failed())
                .setOnTime(rollup.onTime())
                .setDelayed(rollup.delayed())
                .setOnTimeRate(rollup.onTimeRate())
                .setAvgDeliveryDays(rollup.days().mean())
                .setCosts(costs(rollup))
                .build();
    }

    private static DestinationCount destination(Map.Entry<Destination, Count> one) {
        return new DestinationCount(
                one.getKey().country(), one.getKey().state(), one.getValue().value());
    }

    /** A total beyond what a decimal(19,5) holds is no money, and is left out. */
    private static Map<String, CostTotal> costs(Rollup rollup) {
        return rollup.costs().parts().entrySet().stream()
                .filter(cost -> cost.getValue().total().precision() <= MAX_DIGITS)
                .collect(Collectors.toMap(Map.Entry::getKey, cost -> cost(cost.getValue())));
    }

    private static CostTotal cost(Sum sum) {
        return new CostTotal(sum.total(), sum.count());
    }
}
