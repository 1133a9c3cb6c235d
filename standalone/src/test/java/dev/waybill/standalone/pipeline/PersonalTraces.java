package dev.waybill.standalone.pipeline;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks for the people of the recordings in the bytes of every record of a broker. */
final class PersonalTraces {

    private static final Set<String> FIELDS = Set.of(
            "name",
            "street1",
            "street2",
            "phone",
            "email",
            "signed_by",
            "customs_signer",
            "recipient_name",
            "contact_email",
            "label_url",
            "form_url",
            "tax_id");
    private static final Set<String> ALLOWED = Set.of(Topics.INBOX, Topics.PERSONAL_DATA);

    private final String bootstrapServers;

    PersonalTraces(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Returns what was found where it must not be: the topic and the value. */
    Set<String> outsideOfInboxAndPersonalData() {
        Set<String> people = people();
        Set<String> traces = new TreeSet<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        UUID.randomUUID().toString(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> !ALLOWED.contains(partition.topic()))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    String text = record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
                    people.stream()
                            .filter(text::contains)
                            .forEach(person -> traces.add(record.topic() + ": " + person));
                }
            }
        }
        return traces;
    }

    private static Set<String> people() {
        Set<String> people = new TreeSet<>();
        Stream.of("trackers", "shipments", "insurances", "scanforms", "claims")
                .flatMap(file -> Recordings.lines(file + ".ndjson").stream())
                .map(line -> JsonMapper.shared().readTree(line))
                .forEach(json -> collect(json, people));
        if (people.size() < 20) {
            throw new AssertionError("The recordings name more people than " + people);
        }
        return people;
    }

    private static void collect(JsonNode json, Set<String> people) {
        json.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (FIELDS.contains(field.getKey())
                    && value.isString()
                    && value.asString().length() > 4) {
                people.add(value.asString());
            }
        });
        json.forEach(part -> collect(part, people));
    }
}
