package dev.waybill.console.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AsyncApiDocumentTest {

    private static final ObjectNode DOCUMENT =
            AsyncApiDocument.of("1.2.3", List.of("a:9092", "b:9092"), "http://console/schema-registry", 24);

    @Test
    void eachTopicIsAChannelWithItsSchema() {
        List<Topic> topics = Topics.catalogue().stream()
                .filter(topic -> Topics.failed(topic.name()) == null)
                .toList();
        assertThat(DOCUMENT.path("channels").propertyNames())
                .containsExactlyElementsOf(topics.stream().map(Topic::name).toList());
        for (Topic topic : topics) {
            JsonNode channel = DOCUMENT.path("channels").path(topic.name());
            JsonNode message = resolved(channel.path("messages").iterator().next());
            if (topic.schema() != null) {
                assertThat(new Schema.Parser()
                                .parse(message.path("payload").path("schema").toString()))
                        .isEqualTo(topic.schema());
            }
            JsonNode binding = channel.path("bindings").path("kafka");
            assertThat(binding.path("partitions").asInt()).isEqualTo(24);
            assertThat(binding.path("topicConfiguration")
                            .path("cleanup.policy")
                            .path(0)
                            .asString())
                    .isEqualTo(topic.configs().get("cleanup.policy"));
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = new ArrayList<>(DOCUMENT.findParents("$ref"));

        assertThat(references)
                .hasSizeGreaterThan(30)
                .allSatisfy(
                        reference -> assertThat(resolved(reference).isObject()).isTrue());
    }

    @Test
    void theServersAreTheBrokersAndTheRegistry() {
        assertThat(DOCUMENT.path("servers").path("kafka-2").path("host").asString())
                .isEqualTo("b:9092");
        assertThat(DOCUMENT.at("/servers/kafka-1/bindings/kafka/schemaRegistryUrl")
                        .asString())
                .isEqualTo("http://console/schema-registry");
        assertThat(DOCUMENT.at("/info/version").asString()).isEqualTo("1.2.3");
    }

    private static JsonNode resolved(JsonNode reference) {
        String path = Objects.requireNonNull(reference.path("$ref").stringValue());
        assertThat(path).startsWith("#/");
        return DOCUMENT.at(path.substring(1));
    }
}
