package dev.waybill.schemas.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ids from a Confluent-compatible schema registry, under the subject {@code <topic>-value}. Ids of the bundled catalogue are resolved without asking. */
public final class RegistrySchemas implements SchemaIds {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Unknown, incompatible, invalid: what will not be otherwise when asked again. */
    private static final Set<Integer> DEFINITE = Set.of(404, 409, 422);

    private final URI registry;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final JsonMapper json = JsonMapper.shared();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Subject, Integer> ids = new ConcurrentHashMap<>();

    private RegistrySchemas(URI registry) {
        this.registry = registry;
    }

    /** Returns the ids of a registry, or those of the bundled catalogue when no registry is given. */
    public static SchemaIds at(@Nullable URI registry) {
        return registry == null ? BundledSchemas.catalogue() : new RegistrySchemas(registry);
    }

    @Override
    public int idOf(String topic, Schema schema) {
        return ids.computeIfAbsent(
                new Subject(topic + "-value", schema),
                subject -> post("/subjects/" + subject.name() + "/versions", schema)
                        .path("id")
                        .asInt());
    }

    @Override
    public Schema schemaOf(int id) {
        Schema bundled = BundledSchemas.catalogue().find(id);
        return bundled != null ? bundled : schemas.computeIfAbsent(id, this::fetch);
    }

    private Schema fetch(int id) {
        JsonNode answer = send(request("/schemas/ids/" + id).GET().build());
        try {
            return new Schema.Parser().parse(answer.path("schema").asString());
        } catch (AvroRuntimeException foreign) {
            throw new SerializationException("Schema " + id + " of the registry is no Avro", foreign);
        }
    }

    private JsonNode post(String path, Schema schema) {
        String body = json.writeValueAsString(Map.of("schema", schema.toString()));
        return send(request(path)
                .header("Content-Type", MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(registry.toString().replaceAll("/+$", "") + path))
                .timeout(TIMEOUT)
                .header("Accept", MEDIA_TYPE);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            String told = "Schema registry answers " + answer.statusCode() + " to " + request.uri();
            if (DEFINITE.contains(answer.statusCode())) {
                throw new SerializationException(told);
            }
            if (answer.statusCode() != 200) {
                throw new RegistryAwayException(told);
            }
            return json.readTree(answer.body());
        } catch (IOException | JacksonException broken) {
            throw new RegistryAwayException("Schema registry does not answer " + request.uri(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryAwayException("Interrupted while asking the schema registry", interrupted);
        }
    }

    private record Subject(String name, Schema schema) {}
}
