package dev.waybill.schemas.rebuild;

import dev.waybill.events.Envelope;
import dev.waybill.events.OperationError;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.RebuildRequest;
import dev.waybill.events.Source;
import dev.waybill.events.Version;
import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import tools.jackson.databind.json.JsonMapper;

/** How far rebuilds are, told on {@code operation-events}, from which they become rows of batch_operations. */
public final class RebuildReports {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(RebuildReports.class);

    private final String part;
    private final String source;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final AvroWire wire;
    private final Clock clock;

    /**
     * @param part what of a rebuild this service does: it is told as an operation whose id ends so
     * @param source of the events, a URI
     */
    public RebuildReports(
            String part, String source, KafkaOperations<byte[], byte[]> kafka, AvroWire wire, Clock clock) {
        this.part = part;
        this.source = source;
        this.kafka = kafka;
        this.wire = wire;
        this.clock = clock;
    }

    /** Tells on. A report that the broker does not take is logged: the next one says more. */
    public void tell(RebuildRequest request, Progress progress) {
        try {
            var ignored = kafka.send(report(request, progress));
        } catch (KafkaException | org.springframework.kafka.KafkaException away) {
            log.warn("How far rebuild {} is was not told: {}", request.getId(), away.toString());
        }
    }

    /**
     * Tells the end, and returns when the broker has it.
     *
     * @throws StoppedException when the service stops before
     */
    public void tellEnd(RebuildRequest request, Progress progress, Stopping stopping) {
        while (true) {
            try {
                kafka.send(report(request, progress)).join();
                return;
            } catch (KafkaException | org.springframework.kafka.KafkaException | CompletionException away) {
                log.warn("The end of rebuild {} was not told yet: {}", request.getId(), away.toString());
            }
            stopping.pause(PAUSE);
            StoppedException.throwIf(stopping);
        }
    }

    private ProducerRecord<byte[], byte[]> report(RebuildRequest request, Progress progress) {
        String id = request.getId() + "/" + part;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean ended = progress.phase().ended();
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("api_key", request.getRequestedBy());
        parameters.put("check", request.getCheck());
        parameters.put("ignore_refused", request.getIgnoreRefused());
        parameters.put("phase", progress.phase().told());
        parameters.put("records_total", progress.recordsTotal());
        parameters.put("records_folded", progress.recordsFolded());
        parameters.put("records_refused", progress.refused().records());
        parameters.put("refused", progress.refused().first());
        parameters.put("carried_over", progress.carriedOver());
        parameters.put("tables", progress.tables());
        OperationEvent event = OperationEvent.newBuilder()
                .setId(id)
                .setOperationType("rebuild")
                .setEnvelope(Envelope.newBuilder()
                        .setMode("unknown")
                        .setSource(Source.POSTED)
                        .setReceivedAt(request.getRequestedAt())
                        .build())
                .setVersion(Version.newBuilder()
                        .setUpdatedAt(now)
                        .setNormalizerVersion(0)
                        .setRank(ended ? 1 : 0)
                        .setHash("")
                        .build())
                .setStatus(ended ? progress.phase().told() : "running")
                .setItemsTotal(progress.recordsTotal())
                .setItemsProcessed(progress.recordsFolded())
                .setItemsSuccessful(progress.recordsFolded())
                .setItemsFailed(0L)
                .setStartedAt(request.getRequestedAt())
                .setCompletedAt(ended ? now : null)
                .setParameters(JsonMapper.shared().writeValueAsString(parameters))
                .setErrors(
                        progress.failure() == null
                                ? List.of()
                                : List.of(new OperationError(progress.phase().told(), progress.failure())))
                .build();
        var about = new CloudEvent(id + "/" + now, "dev.waybill.operation." + event.getStatus(), source, now);
        return wire.record(Topics.OPERATION_EVENTS, id, event, about);
    }
}
