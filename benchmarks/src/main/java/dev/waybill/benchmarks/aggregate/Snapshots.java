package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.CloudEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Snapshots as tracking-consumer makes them: each shipment first in transit, then delivered, shipped on one of ninety days by one of eight
 * carriers with three services each, and told a minute after its scan. The same number gives the same shipment.
 */
final class Snapshots {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final List<String> SERVICES = List.of("Ground", "Priority", "Express");
    private static final List<String> STATES = List.of("CA", "NY", "TX", "WA", "IL", "FL", "GA", "OH", "PA", "MA");
    private static final int DAYS = 90;
    private static final int PROMISED_DAYS = 4;
    private static final int MOST_DAYS = 6;

    private Snapshots() {}

    /** Returns both snapshots of each shipment, first those in transit. */
    static List<ProducerRecord<byte[], byte[]>> ofBoth(int from, int count, Instant now) {
        return IntStream.range(0, 2 * count)
                .mapToObj(index -> record(shipment(from + index % count, index >= count, now)))
                .toList();
    }

    /** Returns the snapshot of each shipment once it is delivered. */
    static List<ProducerRecord<byte[], byte[]>> delivered(int from, int count, Instant now) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> record(shipment(number, true, now)))
                .toList();
    }

    private static ProducerRecord<byte[], byte[]> record(ShipmentMetrics snapshot) {
        String id = snapshot.getShipmentId();
        Instant told = snapshot.getStatusAt().plusSeconds(60);
        ProducerRecord<byte[], byte[]> record = WIRE.record(
                Topics.SHIPMENT_METRICS,
                id,
                snapshot,
                new CloudEvent(id + "/" + snapshot.getRevision(), "dev.waybill.shipment-metrics", "/benchmark", told));
        return new ProducerRecord<>(
                record.topic(), null, told.toEpochMilli(), record.key(), record.value(), record.headers());
    }

    private static ShipmentMetrics shipment(int number, boolean delivered, Instant now) {
        var dice = new SplittableRandom(number);
        Instant shipped = now.minus(Duration.ofDays(DAYS + MOST_DAYS + 1)).plusSeconds(dice.nextLong(DAYS * 86_400L));
        Instant arrived = shipped.plusSeconds(86_400 + dice.nextLong((MOST_DAYS - 1) * 86_400L));
        BigDecimal cost = decimal(dice.nextInt(400, 4_000), 2);
        ShipmentMetrics.Builder metrics = ShipmentMetrics.newBuilder()
                .setShipmentId("shp_%032x".formatted(number))
                .setTrackerId("trk_%032x".formatted(number))
                .setTrackingCode("9400%018d".formatted(number))
                .setMode("production")
                .setAccount("user_benchmark")
                .setCarrier(Parcel.CARRIERS.get(dice.nextInt(Parcel.CARRIERS.size())))
                .setService(SERVICES.get(dice.nextInt(SERVICES.size())))
                .setStatus(delivered ? "delivered" : "in_transit")
                .setStatusAt(delivered ? arrived : shipped)
                .setShippedOn(shipped.atZone(ZoneOffset.UTC).toLocalDate())
                .setCounted(true)
                .setDeleted(false)
                .setCurrency("USD")
                .setBaseRate(cost)
                .setTotalCost(cost)
                .setOriginCountry("US")
                .setOriginState("CA")
                .setDestinationCountry("US")
                .setDestinationState(STATES.get(dice.nextInt(STATES.size())))
                .setPromisedDate(shipped.atZone(ZoneOffset.UTC).toLocalDate().plusDays(PROMISED_DAYS))
                .setTrackingUpdatesCount(delivered ? 7 : 2)
                .setExceptionsCount(dice.nextInt(20) == 0 ? 1 : 0)
                .setDeliveryAttempts(0)
                .setRevision(delivered ? 7 : 2);
        if (delivered) {
            boolean onTime = arrived.isBefore(shipped.plus(Duration.ofDays(PROMISED_DAYS)));
            metrics.setFinalStatus("delivered")
                    .setDeliveredAt(arrived)
                    .setDeliveredDate(arrived.atZone(ZoneOffset.UTC).toLocalDate())
                    .setAttemptedDate(arrived.atZone(ZoneOffset.UTC).toLocalDate())
                    .setOnTime(onTime)
                    .setDaysLate(onTime ? 0 : 1)
                    .setActualDeliveryDays(
                            decimal(Duration.between(shipped, arrived).toSeconds(), 0)
                                    .divide(BigDecimal.valueOf(86_400), 5, RoundingMode.HALF_UP));
        }
        return metrics.build();
    }

    private static BigDecimal decimal(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale).setScale(5, RoundingMode.UNNECESSARY);
    }
}
