package dev.waybill.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicCreationIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final TestKafka.Cluster cluster = TestKafka.newCluster();
    private Admin admin;

    @BeforeEach
    void connect() {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        admin.close();
        cluster.close();
    }

    @Test
    void everyTopicIsCreatedAsDeclaredAndOnlyOnce() throws Exception {
        new TopicCreation(3, TIMEOUT).run(admin);
        new TopicCreation(3, TIMEOUT).run(admin);

        List<String> names = Topics.catalogue().stream().map(Topic::name).toList();
        assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(admin.describeTopics(names).allTopicNames().get().values())
                .extracting(TopicDescription::partitions)
                .allSatisfy(partitions -> assertThat(partitions).hasSize(3));
        for (Topic topic : Topics.catalogue()) {
            Config there = config(topic.name());
            topic.configs()
                    .forEach((name, value) -> assertThat(there.get(name).value())
                            .as("%s of %s", name, topic.name())
                            .isEqualTo(value));
        }
    }

    @Test
    void anotherNumberOfPartitionsIsRefusedInOneLine() {
        new TopicCreation(2, TIMEOUT).run(admin);

        assertThatExceptionOfType(TopicMismatchException.class)
                .isThrownBy(() -> new TopicCreation(3, TIMEOUT).run(admin))
                .withMessageContaining("has 2 partitions and should have 3")
                .withMessageNotContaining("\n");
    }

    private Config config(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
    }
}
