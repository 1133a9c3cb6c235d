package dev.waybill.console.replay;

import dev.waybill.console.topics.Broker;
import dev.waybill.events.Envelope;
import dev.waybill.events.OperationError;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.Replay;
import dev.waybill.events.ReplayState;
import dev.waybill.events.Source;
import dev.waybill.events.Version;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroJson;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** How far replays are: asked of the broker, and told on {@code operation-events}, from which they become rows of batch_operations. */
final class ReplayReports implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReplayReports.class);
    static final Set<ReplayState> ENDED = EnumSet.of(ReplayState.CANCELLED, ReplayState.COMPLETED);

    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final AvroWire wire;
    private final Clock clock;

    ReplayReports(Admin admin, Producer<byte[], byte[]> producer, AvroWire wire, Clock clock) {
        this.admin = admin;
        this.producer = producer;
        this.wire = wire;
        this.clock = clock;
    }

    /**
     * Returns how far a replay is.
     *
     * @param failure why it does not go on; null when it does
     * @throws dev.waybill.schemas.http.Problem when the broker does not answer
     */
    ReplayStatus statusOf(Replay replay, @Nullable String failure) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                Broker.await(admin.listConsumerGroupOffsets(CopyClients.group(replay.getId()))
                        .partitionsToOffsetAndMetadata());
        return ReplayStatus.of(replay, committed, failure, clock.instant());
    }

    /**
     * Tells on. What is told of a state counts more than all that was told of the one before, and more the further it is. What the broker does
     * not take is logged: the next report, or the offsets, say the same.
     *
     * @param failure why it does not go on; null when it does
     */
    void report(Replay replay, @Nullable String failure) {
        OperationEvent event = event(replay, statusOf(replay, failure), failure);
        Instant now = clock.instant();
        var about = new CloudEvent(
                replay.getId() + "/" + now, "dev.waybill.operation." + event.getStatus(), "/waybill/console", now);
        var ignored =
                producer.send(wire.record(Topics.OPERATION_EVENTS, replay.getId(), event, about), (place, lost) -> {
                    if (lost != null) {
                        log.warn("How far replay {} is was not told: {}", replay.getId(), lost.toString());
                    }
                });
    }

    @Override
    public void close() {
        admin.close();
        producer.close();
    }

    private static OperationEvent event(Replay replay, ReplayStatus status, @Nullable String failure) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("api_key", replay.getRequestedBy());
        parameters.put("topic", replay.getTopic());
        parameters.put("filter", AvroJson.write(replay.getFilter(), Set.of()));
        if (replay.getDiscard() == null) {
            parameters.put("into", replay.getInto());
        } else {
            parameters.put("note", replay.getDiscard());
        }
        parameters.put(
                "ranges",
                replay.getRanges().stream()
                        .filter(range -> range.getStart() < range.getEnd())
                        .map(range -> Map.of(
                                "partition", range.getPartition(), "start", range.getStart(), "end", range.getEnd()))
                        .toList());
        parameters.put("rate", replay.getRate());
        parameters.put("dry_run", replay.getDryRun());
        parameters.put("records_skipped", status.recordsSkipped());
        return OperationEvent.newBuilder()
                .setId(replay.getId())
                .setOperationType(replay.getDiscard() == null ? "replay" : "discard")
                .setEnvelope(Envelope.newBuilder()
                        .setMode("unknown")
                        .setSource(Source.POSTED)
                        .setReceivedAt(replay.getRequestedAt())
                        .build())
                .setVersion(Version.newBuilder()
                        .setUpdatedAt(replay.getChangedAt())
                        .setNormalizerVersion(0)
                        .setRank((int) Math.min(Integer.MAX_VALUE, status.recordsDone()))
                        .setHash(Objects.requireNonNullElse(failure, ""))
                        .build())
                .setStatus(status.status())
                .setItemsTotal(status.recordsTotal())
                .setItemsProcessed(status.recordsDone())
                .setItemsSuccessful(status.recordsCopied())
                .setItemsFailed(status.recordsFailed())
                .setStartedAt(replay.getRequestedAt())
                .setCompletedAt(ENDED.contains(replay.getState()) ? replay.getChangedAt() : null)
                .setParameters(JsonMapper.shared().writeValueAsString(parameters))
                .setErrors(errors(status, failure))
                .build();
    }

    private static List<OperationError> errors(ReplayStatus status, @Nullable String failure) {
        String into = Objects.requireNonNullElse(status.into(), "");
        var errors = new ArrayList<OperationError>();
        if (status.recordsFailed() > 0) {
            errors.add(new OperationError(into, status.recordsFailed() + " records are larger than the topic takes"));
        }
        if (failure != null) {
            errors.add(new OperationError(into, failure));
        }
        return errors;
    }
}
