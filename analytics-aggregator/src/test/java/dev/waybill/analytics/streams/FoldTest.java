package dev.waybill.analytics.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.analytics.topology.Handled;
import dev.waybill.schemas.topics.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class FoldTest {

    @Test
    void theFirstFoldHasNoneBeforeItAndAsksNobody() {
        assertThat(new Fold(1).handledBefore(Map.of())).isEqualTo(Handled.NOTHING);
    }

    @Test
    void theFurthestOfTheOlderFoldsCounts() {
        var first = new HashMap<>(
                Map.of(at(Topics.SHIPMENT_METRICS, 0), offset(7), at(Topics.SHIPMENT_METRICS, 1), offset(5)));
        first.put(at(Topics.SHIPMENT_METRICS, 2), null);
        var second = Map.of(at(Topics.SHIPMENT_METRICS, 1), offset(9), at(Topics.CARRIER_PERFORMANCE, 2), offset(4));
        assertThat(Fold.furthest(List.of(first, second))).isEqualTo(new Handled(Map.of(0, 7L, 1, 9L)));
    }

    private static TopicPartition at(String topic, int partition) {
        return new TopicPartition(topic, partition);
    }

    private static OffsetAndMetadata offset(long offset) {
        return new OffsetAndMetadata(offset);
    }
}
