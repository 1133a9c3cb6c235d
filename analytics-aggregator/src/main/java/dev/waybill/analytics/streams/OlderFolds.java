package dev.waybill.analytics.streams;

import dev.waybill.analytics.topology.Handled;
import dev.waybill.schemas.topics.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.common.KafkaException;

/** What the folds of lower versions leave on the broker: their committed offsets. */
final class OlderFolds {

    private static final String APPLICATION = "analytics-aggregator-v";

    private OlderFolds() {}

    static String applicationId(int version) {
        return APPLICATION + version;
    }

    /** Returns how far the folds below a version came together. Fails with a {@link KafkaException} when the broker does not tell. */
    static Handled handledBelow(int version, Map<String, Object> broker) {
        if (version <= 1) {
            return Handled.NOTHING;
        }
        Map<String, ListConsumerGroupOffsetsSpec> groups = IntStream.range(1, version)
                .boxed()
                .collect(Collectors.toMap(OlderFolds::applicationId, older -> new ListConsumerGroupOffsetsSpec()));
        try (Admin admin = Admin.create(broker)) {
            return new Handled(admin.listConsumerGroupOffsets(groups).all().get().values().stream()
                    .flatMap(group -> group.entrySet().stream())
                    .filter(one -> one.getKey().topic().equals(Topics.SHIPMENT_METRICS) && one.getValue() != null)
                    .collect(Collectors.toMap(
                            one -> one.getKey().partition(),
                            one -> one.getValue().offset(),
                            Math::max)));
        } catch (ExecutionException refused) {
            throw new KafkaException("The broker does not tell how far older folds came", refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopping);
        }
    }
}
