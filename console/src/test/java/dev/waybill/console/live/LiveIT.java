package dev.waybill.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.console.RunningConsole;
import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private static RunningConsole console;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        console = RunningConsole.start(RunningConsole.newDatabase());
        producer = TestKafka.producer(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        producer.close();
        console.close();
    }

    @Test
    void comesFromAnyPointInTimeAndGoesOnWhereItWas() throws Exception {
        Instant before = Instant.now();
        tell("shp_live", 1, 10);
        List<String> first;
        String last;
        try (var listener = new Listener(console, "/v1/live?since=" + before + "&shipment_id=shp_live", null)) {
            await().atMost(SOON).until(() -> listener.data().size() == 10);
            tell("shp_other", 1, 3);
            tell("shp_live", 11, 15);
            await().atMost(SOON).until(() -> listener.data().size() == 15);
            first = listener.data();
            last = listener.ids().get(12);
        }
        assertThat(first).allMatch(data -> data.contains("\"shipment_id\":\"shp_live\""));
        assertThat(first.get(14)).contains("\"revision\":15");

        tell("shp_live", 16, 20);
        try (var again = new Listener(console, "/v1/live?shipment_id=shp_live", last)) {
            // of the first stream's 13th id, which "connected" has the first of
            await().atMost(SOON).until(() -> again.data().size() == 8);
            assertThat(again.data().get(0)).isEqualTo(first.get(12));
            assertThat(again.data().get(7)).contains("\"revision\":20");
        }
    }

    @Test
    void withoutATimeItIsWhatComes() throws Exception {
        tell("shp_past", 1, 3);
        try (var listener = new Listener(console, "/v1/live?types=status,tracking&carrier=USPS", null)) {
            await().atMost(SOON).until(() -> listener.ids().size() == 1);
            tell("shp_now", 1, 1);
            await().atMost(SOON).until(() -> !listener.data().isEmpty());
            assertThat(listener.data()).singleElement().asString().contains("shp_now");
        }
    }

    @Test
    void noMoreListenThanMay() throws Exception {
        try (RunningConsole small =
                RunningConsole.start(RunningConsole.newDatabase(), "--waybill.live.connections=2")) {
            try (var one = new Listener(small, "/v1/live", null);
                    var two = new Listener(small, "/v1/live", null)) {
                await().atMost(SOON)
                        .until(() -> one.ids().size() == 1 && two.ids().size() == 1);
                RunningConsole.Answer refused = small.get("/v1/live");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.http().headers().firstValue("Retry-After")).isPresent();
            }
            // who is gone is found out by what is sent to him
            await().atMost(SOON).until(() -> {
                tell("shp_free", 1, 1);
                try (var listener = new Listener(small, "/v1/live", null)) {
                    await().until(() -> listener.status() != 0);
                    return listener.status() == 200;
                }
            });
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(console.get("/v1/live?types=weather").status()).isEqualTo(400);
        assertThat(console.get("/v1/live?since=yesterday").status()).isEqualTo(400);
    }

    @Test
    void aConsoleThatStopsDoesNotWaitForItsListeners() throws Exception {
        RunningConsole other = RunningConsole.start(RunningConsole.newDatabase());
        try (var listener = new Listener(other, "/v1/live", null)) {
            await().atMost(SOON).until(() -> listener.ids().size() == 1);
            long began = System.nanoTime();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            await().atMost(SOON).until(listener::ended);
        }
    }

    private static void tell(String shipment, int from, int to) throws ExecutionException, InterruptedException {
        var sent = new ArrayList<Future<?>>();
        for (int revision = from; revision <= to; revision++) {
            sent.add(producer.send(new ProducerRecord<>(
                    Topics.STATUS_EVENTS,
                    shipment.getBytes(StandardCharsets.UTF_8),
                    WIRE.encode(
                            Topics.STATUS_EVENTS,
                            StatusEvent.newBuilder()
                                    .setShipmentId(shipment)
                                    .setMode("test")
                                    .setCarrier("USPS")
                                    .setService("Ground")
                                    .setStatus("in_transit")
                                    .setRevision(revision)
                                    .build()))));
        }
        for (Future<?> one : sent) {
            one.get();
        }
    }
}
