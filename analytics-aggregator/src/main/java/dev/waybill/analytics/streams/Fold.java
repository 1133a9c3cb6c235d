package dev.waybill.analytics.streams;

import dev.waybill.analytics.topology.Handled;
import dev.waybill.schemas.topics.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Which version of the fold runs. Each has an application id, and so its state, to itself. */
record Fold(int version) {

    /**
     * Raised when the topology or a form of its state changes: all snapshots are folded anew, beside the old state; rows of the old fold are
     * overwritten or go, and no status is told again.
     */
    static final Fold CURRENT = new Fold(2);

    String applicationId() {
        return "analytics-aggregator-v" + version;
    }

    /** Returns how far older folds came together, by their committed offsets. Fails with a {@link KafkaException} when the broker does not tell. */
    Handled handledBefore(Map<String, Object> broker) {
        Map<String, ListConsumerGroupOffsetsSpec> groups = IntStream.range(1, version)
                .mapToObj(Fold::new)
                .collect(Collectors.toMap(Fold::applicationId, older -> new ListConsumerGroupOffsetsSpec()));
        if (groups.isEmpty()) {
            return Handled.NOTHING;
        }
        try (Admin admin = Admin.create(broker)) {
            return furthest(admin.listConsumerGroupOffsets(groups).all().get().values());
        } catch (ExecutionException refused) {
            throw new KafkaException("The broker does not tell how far older folds came", refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopping);
        }
    }

    /** Returns how far the furthest of some groups has come on each partition; null is a partition without a committed offset. */
    static Handled furthest(Collection<Map<TopicPartition, @Nullable OffsetAndMetadata>> groups) {
        var offsets = new HashMap<Integer, Long>();
        groups.forEach(group -> group.forEach((at, committed) -> {
            if (at.topic().equals(Topics.SHIPMENT_METRICS) && committed != null) {
                offsets.merge(at.partition(), committed.offset(), Math::max);
            }
        }));
        return new Handled(offsets);
    }
}
