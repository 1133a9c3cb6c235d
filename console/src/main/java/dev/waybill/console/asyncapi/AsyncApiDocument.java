package dev.waybill.console.asyncapi;

import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** AsyncAPI 3 of the catalogue: a channel for each topic but those of dead letters, a message for each type of record. */
final class AsyncApiDocument {

    private static final String BINDING_VERSION = "0.5.0";
    private static final String WEBHOOK = "EasyPostWebhook";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Kafka's topic configurations that the binding names and are numbers. */
    private static final List<String> NUMBERS = List.of(
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG);

    private static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry("ce_specversion", "The version of CloudEvents: 1.0."),
            Map.entry("ce_id", "The same for everything told twice: a subscriber may drop the second."),
            Map.entry("ce_type", "What it is, such as dev.waybill.tracking.told."),
            Map.entry("ce_source", "Which service tells it."),
            Map.entry("ce_time", "When it came about, RFC 3339 in UTC."));

    private final ObjectNode document = JSON.createObjectNode();

    private AsyncApiDocument() {}

    /**
     * Returns the document.
     *
     * @param version of Waybill
     * @param brokers host:port each
     * @param registry the URL at which the schemas are
     * @param partitions of each topic
     */
    static ObjectNode of(String version, List<String> brokers, String registry, int partitions) {
        var made = new AsyncApiDocument();
        made.about(version);
        made.servers(brokers, registry);
        Topics.catalogue().stream()
                .filter(topic -> Topics.failed(topic.name()) == null)
                .forEach(topic -> made.topic(topic, partitions));
        return made.document;
    }

    private void about(String version) {
        document.put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Waybill").put("version", version).put("description", """
                EasyPost webhooks as events. Values are Avro in Confluent's wire format, whose schemas the registry of the server has; keys are \
                UTF-8 text. Each such record has the attributes of CloudEvents as headers. Records of one key come in their order, and a record may \
                come twice. What a service cannot handle is in the topic of the same name with -dlt behind it.""");
        info.putObject("license").put("name", "Apache-2.0");
    }

    private void servers(List<String> brokers, String registry) {
        ObjectNode servers = document.putObject("servers");
        for (int i = 0; i < brokers.size(); i++) {
            ObjectNode server = servers.putObject(brokers.size() == 1 ? "kafka" : "kafka-" + (i + 1));
            server.put("host", brokers.get(i)).put("protocol", "kafka");
            kafka(server).put("schemaRegistryUrl", registry).put("schemaRegistryVendor", "confluent");
        }
    }

    private void topic(Topic topic, int partitions) {
        Schema schema = topic.schema();
        String message = schema == null ? WEBHOOK : schema.getName();
        if (document.path("components").path("messages").path(message).isMissingNode()) {
            message(message, schema);
        }
        ObjectNode channel = document.withObjectProperty("channels").putObject(topic.name());
        channel.put("address", topic.name()).put("description", "Key: " + topic.key() + ".");
        channel.putObject("messages").putObject(message).put("$ref", "#/components/messages/" + message);
        ObjectNode binding = kafka(channel).put("topic", topic.name()).put("partitions", partitions);
        ObjectNode configuration = binding.putObject("topicConfiguration");
        configuration.putArray("cleanup.policy").add(topic.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG));
        NUMBERS.stream()
                .filter(topic.configs()::containsKey)
                .forEach(name ->
                        configuration.put(name, Long.parseLong(topic.configs().get(name))));
        document.withObjectProperty("operations")
                .putObject("send-" + topic.name())
                .put("action", "send")
                .putObject("channel")
                .put("$ref", "#/channels/" + topic.name());
    }

    private void message(String name, @Nullable Schema schema) {
        ObjectNode message = document.withObjectProperty("components")
                .withObjectProperty("messages")
                .putObject(name);
        message.put("name", name);
        if (schema == null) {
            message.put("title", "A webhook of EasyPost, or a shipment that was posted or fetched, as it came");
            message.put("contentType", "application/json");
            message.putObject("payload").put("type", "object");
            return;
        }
        message.put("title", schema.getDoc());
        message.put("contentType", "application/avro");
        ObjectNode headers = message.putObject("headers").put("type", "object").putObject("properties");
        HEADERS.forEach(header ->
                headers.putObject(header.getKey()).put("type", "string").put("description", header.getValue()));
        ObjectNode payload = message.putObject("payload");
        payload.put("schemaFormat", "application/vnd.apache.avro+json;version=1.9.0");
        payload.set("schema", JSON.readTree(schema.toString()));
        ObjectNode binding = kafka(message);
        binding.putObject("key").put("type", "string");
        binding.put("schemaIdLocation", "payload").put("schemaIdPayloadEncoding", "confluent");
    }

    private static ObjectNode kafka(ObjectNode part) {
        return part.putObject("bindings").putObject("kafka").put("bindingVersion", BINDING_VERSION);
    }
}
