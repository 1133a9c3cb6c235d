package dev.waybill.schemas.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing on a broker and refuses those whose partition count is not the catalogue's. Safe to run by several services at once. */
public final class TopicCreation {

    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);

    private final int partitions;
    private final Duration timeout;

    /**
     * @param partitions number of partitions of every topic
     * @param timeout how long to wait for the broker
     */
    public TopicCreation(int partitions, Duration timeout) {
        this.partitions = partitions;
        this.timeout = timeout;
    }

    /**
     * Makes sure that every topic of the catalogue is there.
     *
     * @throws TopicMismatchException when a topic has another number of partitions than it should
     * @throws IllegalStateException when the broker does not answer in time or refuses
     */
    public void run(Admin admin) {
        List<Topic> wanted =
                Topics.catalogue().stream().map(topic -> topic.with(partitions)).toList();
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(wanted.stream().map(Topic::name).toList()).topicNameValues();
        List<Topic> missing = wanted.stream()
                .filter(topic -> found(topic, described).isEmpty())
                .toList();
        create(admin, missing);
    }

    private Optional<TopicDescription> found(Topic topic, Map<String, KafkaFuture<TopicDescription>> described) {
        try {
            TopicDescription there = await(Objects.requireNonNull(described.get(topic.name())));
            if (there.partitions().size() != topic.partitions()) {
                throw new TopicMismatchException(
                        topic.name(), there.partitions().size(), topic.partitions());
            }
            return Optional.of(there);
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new IllegalStateException("The broker does not describe topic " + topic.name(), refused);
        }
    }

    private void create(Admin admin, Collection<Topic> missing) {
        var created = admin.createTopics(missing.stream()
                        .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                                .configs(topic.configs()))
                        .toList())
                .values();
        created.forEach((name, creation) -> {
            try {
                await(creation);
                log.info("Created topic {}", name);
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException("The broker does not create topic " + name, refused);
                }
            }
        });
    }

    private <T> T await(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("The broker does not answer within " + timeout, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the broker", interrupted);
        }
    }
}
