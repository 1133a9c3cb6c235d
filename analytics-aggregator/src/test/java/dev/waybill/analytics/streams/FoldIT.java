package dev.waybill.analytics.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.analytics.topology.Handled;
import dev.waybill.schemas.topics.TopicCreation;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.testkit.TestKafka;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FoldIT {

    private static final TestKafka.Cluster CLUSTER = TestKafka.newCluster();

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void theFurthestOfTheLowerVersionsCounts() throws Exception {
        Map<String, Object> broker = Map.of("bootstrap.servers", CLUSTER.bootstrapServers());
        try (Admin admin = Admin.create(broker)) {
            new TopicCreation(3, Duration.ofSeconds(20)).run(admin);
            commit(admin, 1, Map.of(at(Topics.SHIPMENT_METRICS, 0), 7L, at(Topics.SHIPMENT_METRICS, 1), 5L));
            commit(admin, 2, Map.of(at(Topics.SHIPMENT_METRICS, 1), 9L, at(Topics.CARRIER_PERFORMANCE, 2), 4L));
            commit(admin, 4, Map.of(at(Topics.SHIPMENT_METRICS, 0), 99L));
        }
        assertThat(new Fold(4).handledBefore(broker)).isEqualTo(new Handled(Map.of(0, 7L, 1, 9L)));
        assertThat(new Fold(1).handledBefore(broker)).isEqualTo(Handled.NOTHING);
    }

    private static TopicPartition at(String topic, int partition) {
        return new TopicPartition(topic, partition);
    }

    private static void commit(Admin admin, int version, Map<TopicPartition, Long> offsets) throws Exception {
        for (var one : offsets.entrySet()) {
            admin.alterConsumerGroupOffsets(
                            new Fold(version).applicationId(),
                            Map.of(one.getKey(), new OffsetAndMetadata(one.getValue())))
                    .all()
                    .get();
        }
    }
}
