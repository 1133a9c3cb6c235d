package dev.waybill.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.waybill.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class TopicCreationIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static TestKafka.Cluster cluster;
    private static Admin admin;

    @BeforeAll
    static void connect() {
        cluster = TestKafka.newCluster();
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    @Test
    void everyTopicIsCreatedAsDeclaredAndOnlyOnce() throws Exception {
        new TopicCreation(3, TIMEOUT).run(admin);
        new TopicCreation(3, TIMEOUT).run(admin);

        List<String> names = Topics.catalogue().stream().map(Topic::name).toList();
        // the controller has them before each broker knows
        await().untilAsserted(
                        () -> assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrderElementsOf(names));
        assertThat(admin.describeTopics(names).allTopicNames().get().values())
                .extracting(TopicDescription::partitions)
                .allSatisfy(partitions -> assertThat(partitions).hasSize(3));
        Map<ConfigResource, Config> configs = admin.describeConfigs(
                        names.stream().map(TopicCreationIT::resource).toList())
                .all()
                .get();
        for (Topic topic : Topics.catalogue()) {
            Config there = configs.get(resource(topic.name()));
            topic.configs()
                    .forEach((name, value) -> assertThat(there.get(name).value())
                            .as("%s of %s", name, topic.name())
                            .isEqualTo(value));
        }
    }

    @Test
    void anotherNumberOfPartitionsIsRefusedInOneLine() {
        new TopicCreation(3, TIMEOUT).run(admin);

        assertThatExceptionOfType(TopicMismatchException.class)
                .isThrownBy(() -> new TopicCreation(4, TIMEOUT).run(admin))
                .withMessageContaining("has 3 partitions and should have 4")
                .withMessageNotContaining("\n");
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
