package dev.waybill.analytics;

import static dev.waybill.analytics.Shipments.delivered;
import static dev.waybill.analytics.Shipments.inTransit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.AttentionEvent;
import dev.waybill.events.AttentionReason;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Attention on a real broker, while a test moves the clock. */
class AttentionIT {

    private static final MovedClock CLOCK = new MovedClock();

    /** Within what a broker takes for now and keeps. */
    private final LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(30);

    private final AvroWire wire = new AvroWire(BundledSchemas.catalogue());

    @Test
    void timeRaisesAReasonOnceThroughRestartsAndWrongClocksAndASnapshotWithdrawsIt(@TempDir Path state) {
        CLOCK.moveTo(noon(0));
        try (var service = new RunningAggregator(state, WithMovedClock.class)) {
            tell(service, promised("shp_1", 1));
            tell(service, promised("shp_2", 3));
            tell(service, delivered("shp_end", "1", true));
            await().atMost(RunningAggregator.LONG)
                    .until(() -> service.read(Topics.STATUS_EVENTS).size() == 3);
            assertThat(attention(service)).isEmpty();

            CLOCK.moveTo(noon(2).plusSeconds(60));
            awaitAttention(service, "shp_1 LATE raised since " + noon(2));

            service.stop();
            CLOCK.moveTo(noon(2).minusSeconds(3600));
            service.start(WithMovedClock.class);
            CLOCK.moveTo(noon(4).plusSeconds(60));
            awaitAttention(service, "shp_1 LATE raised since " + noon(2), "shp_2 LATE raised since " + noon(4));

            tell(service, delivered("shp_1", "5", false).setRevision(2));
            awaitAttention(
                    service,
                    "shp_1 LATE raised since " + noon(2),
                    "shp_2 LATE raised since " + noon(4),
                    "shp_1 LATE withdrawn since " + noon(2));
        }
    }

    private ShipmentMetrics.Builder promised(String id, int days) {
        return inTransit(id).setPromisedDate(day.plusDays(days));
    }

    private Instant noon(int days) {
        return day.plusDays(days).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private void tell(RunningAggregator service, ShipmentMetrics.Builder snapshot) {
        ShipmentMetrics shipment = snapshot.build();
        service.send(Topics.SHIPMENT_METRICS, shipment.getShipmentId(), wire.encode(Topics.SHIPMENT_METRICS, shipment));
    }

    /** Time goes on meanwhile: who has just begun looks at nothing for some seconds. */
    private void awaitAttention(RunningAggregator service, String... told) {
        await().atMost(RunningAggregator.LONG).untilAsserted(() -> {
            CLOCK.moveTo(CLOCK.instant().plusSeconds(20));
            assertThat(attention(service)).containsExactlyInAnyOrder(told);
        });
    }

    private List<String> attention(RunningAggregator service) {
        return service.read(Topics.ATTENTION_EVENTS).stream()
                .map(record -> wire.decode(record.value(), AttentionEvent.class))
                .filter(event -> event.getReason() == AttentionReason.LATE)
                .map(event -> event.getShipmentId() + " LATE " + (event.getRaised() ? "raised" : "withdrawn")
                        + " since " + event.getSince())
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class WithMovedClock {

        @Bean
        @Primary
        Clock movedClock() {
            return CLOCK;
        }
    }
}
