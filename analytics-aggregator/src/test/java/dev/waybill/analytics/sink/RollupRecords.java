package dev.waybill.analytics.sink;

import static dev.waybill.analytics.Shipments.decimal;

import dev.waybill.analytics.Shipments;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.CarrierStat;
import dev.waybill.events.CostTotal;
import dev.waybill.events.DestinationCount;
import dev.waybill.events.Period;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullUnmarked;

/** Records of the rollup topics. */
@NullUnmarked
final class RollupRecords {

    static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    static final TopicPartition CARRIERS = new TopicPartition(Topics.CARRIER_PERFORMANCE, 0);
    static final TopicPartition SUMMARIES = new TopicPartition(Topics.ANALYTICS_SUMMARIES, 0);

    private RollupRecords() {}

    static ConsumerRecord<byte[], byte[]> record(TopicPartition at, long offset, String key, SpecificRecord row) {
        byte[] value = row == null ? null : WIRE.encode(at.topic(), row);
        return new ConsumerRecord<>(at.topic(), at.partition(), offset, key.getBytes(StandardCharsets.UTF_8), value);
    }

    static ConsumerRecord<byte[], byte[]> poison(TopicPartition at, long offset) {
        return new ConsumerRecord<>(at.topic(), at.partition(), offset, new byte[] {'x'}, new byte[] {1, 2});
    }

    static CarrierPerformance carrier(String name, String cost, long count) {
        return CarrierPerformance.newBuilder()
                .setMode("test")
                .setCarrier(name)
                .setService("Ground")
                .setDate(Shipments.TUESDAY)
                .setTotalShipments(3)
                .setDelivered(2)
                .setFailed(0)
                .setInFlight(1)
                .setOnTime(1)
                .setDelayed(0)
                .setCosts(new HashMap<>(Map.of("USD", new CostTotal(decimal(cost), count))))
                .setExceptions(0)
                .setP90DeliveryDays(decimal("4"))
                .setOnTimeRate(decimal("1"))
                .setDeliveryDaysKnown(2)
                .setReliabilityScore(decimal("20.65493"))
                .build();
    }

    static AnalyticsSummary summary() {
        Map<String, CostTotal> costs = Map.of("USD", new CostTotal(decimal("7.4"), 2L));
        return AnalyticsSummary.newBuilder()
                .setMode("test")
                .setPeriod(Period.WEEKLY)
                .setDate(Shipments.TUESDAY)
                .setTotalShipments(2)
                .setSuccessful(1)
                .setFailed(0)
                .setInFlight(1)
                .setOnTime(1)
                .setDelayed(1)
                .setCosts(costs)
                .setOnTimeRate(decimal("0.5"))
                .setCarrierStats(
                        Map.of("USPS", new CarrierStat(2L, 1L, 0L, 1L, 1L, decimal("0.5"), decimal("2"), costs)))
                .setTopDestinations(List.of(new DestinationCount("US", "CA", 2L)))
                .build();
    }
}
