package dev.waybill.console.live;

import dev.waybill.console.topics.Broker;
import dev.waybill.console.topics.EventType;
import dev.waybill.console.topics.Positions;
import dev.waybill.console.topics.Readers;
import dev.waybill.console.topics.Told;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.http.Times;
import dev.waybill.schemas.wire.AvroWire;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events as they come. A request holds its thread until the listener goes. */
@RestController
class LiveController implements SmartLifecycle {

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Logger log = LoggerFactory.getLogger(LiveController.class);

    private final Readers readers;
    private final AvroWire wire;
    private final Semaphore free;
    private volatile boolean running;

    LiveController(Readers readers, AvroWire wire, LiveProperties properties) {
        this.readers = readers;
        this.wire = wire;
        this.free = new Semaphore(properties.connections());
    }

    /**
     * Sends events until the listener goes. The id of each is where the stream is then: who comes back with it as Last-Event-ID misses nothing.
     *
     * @param types what to send
     * @param since the first event: a time (RFC 3339); without it, what comes from now on
     */
    @GetMapping("/v1/live")
    void live(
            @RequestParam(defaultValue = "status") List<String> types,
            @RequestParam @Nullable String since,
            @RequestParam(name = "shipment_id") @Nullable String shipmentId,
            @RequestParam @Nullable String carrier,
            @RequestParam @Nullable String mode,
            @RequestHeader(name = "Last-Event-ID") @Nullable String lastEventId,
            HttpServletResponse response) {
        List<EventType> chosen =
                types.stream().map(LiveController::type).distinct().toList();
        Instant from = time(since);
        Positions last = positions(lastEventId);
        var wanted = new Told(shipmentId, null, carrier, mode, null);
        if (!free.tryAcquire()) {
            throw Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "too-many-listeners",
                            "As many listen as may; try again later")
                    .header("Retry-After", "30");
        }
        try (Consumer<byte[], byte[]> consumer = readers.smallReader()) {
            Positions start = LiveStream.start(consumer, chosen, from, last);
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            new LiveStream(wire, wanted, response.getOutputStream()).send(consumer, start, () -> running);
        } catch (KafkaException away) {
            if (!response.isCommitted()) {
                throw Broker.away(away);
            }
            log.warn("A live stream ends, and its listener will come back: {}", away.toString());
        } catch (IOException gone) {
            log.debug("A listener is gone: {}", gone.toString());
        } finally {
            free.release();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the web server waits for the requests that it has. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static EventType type(String name) {
        return EventType.named(name).orElseThrow(() -> bad("types are " + String.join(", ", EventType.names())));
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null
                ? null
                : Times.of(text)
                        .filter(time -> !time.isBefore(Instant.EPOCH) && time.isBefore(LAST))
                        .orElseThrow(() -> bad("since must be a time from 1970 on, such as 2026-11-26T12:00:00Z"));
    }

    private static @Nullable Positions positions(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : Positions.of(text);
        } catch (IllegalArgumentException none) {
            throw bad("Last-Event-ID must be the id of an event of this stream");
        }
    }

    private static Problem bad(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-request", detail);
    }
}
