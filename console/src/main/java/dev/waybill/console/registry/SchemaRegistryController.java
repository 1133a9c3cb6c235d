package dev.waybill.console.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.BundledSchemas.Released;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The registry's REST API as far as reading goes; a schema that is there may be registered again. Subjects are {@code <topic>-value}. Errors have
 * the registry's form and codes.
 */
@RestController
@RequestMapping(
        path = "/schema-registry",
        produces = {"application/vnd.schemaregistry.v1+json", MediaType.APPLICATION_JSON_VALUE})
public class SchemaRegistryController {

    private static final String SUFFIX = "-value";

    private final List<Released> released = BundledSchemas.catalogue().released();

    @GetMapping({"", "/"})
    Map<String, Object> root() {
        return Map.of();
    }

    @GetMapping("/subjects")
    List<String> subjects() {
        return Topics.catalogue().stream()
                .filter(topic -> topic.schema() != null)
                .map(topic -> topic.name() + SUFFIX)
                .sorted()
                .toList();
    }

    @GetMapping("/subjects/{subject}/versions")
    List<Integer> versions(@PathVariable String subject) {
        return of(subject).stream().map(Released::version).toList();
    }

    @GetMapping("/subjects/{subject}/versions/{version}")
    SubjectVersion version(@PathVariable String subject, @PathVariable String version) {
        Released found = find(subject, version);
        return new SubjectVersion(
                subject, found.version(), found.id(), found.schema().toString());
    }

    @GetMapping("/subjects/{subject}/versions/{version}/schema")
    String schema(@PathVariable String subject, @PathVariable String version) {
        return find(subject, version).schema().toString();
    }

    @GetMapping("/schemas/ids/{id}")
    Map<String, String> byId(@PathVariable int id) {
        return Map.of("schema", withId(id).schema().toString());
    }

    @GetMapping("/schemas/ids/{id}/versions")
    List<Map<String, Object>> usesOf(@PathVariable int id) {
        Released wanted = withId(id);
        return subjects().stream()
                .filter(subject -> of(subject).contains(wanted))
                .map(subject -> (Map<String, Object>)
                        new TreeMap<String, Object>(Map.of("subject", subject, "version", wanted.version())))
                .toList();
    }

    @GetMapping("/schemas/types")
    List<String> types() {
        return List.of("AVRO");
    }

    /** Finds a schema among the versions of a subject. */
    @PostMapping("/subjects/{subject}")
    SubjectVersion lookUp(@PathVariable String subject, @RequestBody Submitted submitted) {
        return released(subject, submitted)
                .map(one -> new SubjectVersion(
                        subject, one.version(), one.id(), one.schema().toString()))
                .orElseThrow(() -> new RefusedException(HttpStatus.NOT_FOUND, 40403, "Schema not found"));
    }

    /** Returns the id of a schema that is there: what the topics hold is decided by Waybill's release. */
    @PostMapping("/subjects/{subject}/versions")
    Map<String, Integer> register(@PathVariable String subject, @RequestBody Submitted submitted) {
        return released(subject, submitted)
                .map(one -> Map.of("id", one.id()))
                .orElseThrow(() -> new RefusedException(
                        HttpStatus.UNPROCESSABLE_CONTENT, 42205, "Subject " + subject + " is in read-only mode"));
    }

    private Optional<Released> released(String subject, Submitted submitted) {
        Schema schema = submitted.parsed();
        return of(subject).stream().filter(one -> one.schema().equals(schema)).findFirst();
    }

    /** Says whether what is written by a version can be read with a schema. */
    @PostMapping("/compatibility/subjects/{subject}/versions/{version}")
    Map<String, Object> compatibility(
            @PathVariable String subject, @PathVariable String version, @RequestBody Submitted submitted) {
        return compatibility(submitted.parsed(), List.of(find(subject, version)));
    }

    /** Says whether what is written by any version can be read with a schema. */
    @PostMapping("/compatibility/subjects/{subject}/versions")
    Map<String, Object> compatibility(@PathVariable String subject, @RequestBody Submitted submitted) {
        return compatibility(submitted.parsed(), of(subject));
    }

    private static Map<String, Object> compatibility(Schema reader, List<Released> writers) {
        List<String> messages = writers.stream()
                .flatMap(
                        writer -> SchemaCompatibility.checkReaderWriterCompatibility(reader, writer.schema())
                                .getResult()
                                .getIncompatibilities()
                                .stream())
                .map(found -> found.getType() + " at " + found.getLocation() + ": " + found.getMessage())
                .toList();
        return new TreeMap<>(Map.of("is_compatible", messages.isEmpty(), "messages", messages));
    }

    @GetMapping({"/config", "/config/{subject}"})
    Map<String, String> config() {
        return Map.of("compatibilityLevel", "BACKWARD_TRANSITIVE");
    }

    @GetMapping("/mode")
    Map<String, String> mode() {
        return Map.of("mode", "READONLY");
    }

    @ExceptionHandler
    ResponseEntity<RegistryError> refused(RefusedException refused) {
        return ResponseEntity.status(refused.status)
                .body(new RegistryError(refused.code, String.valueOf(refused.getMessage())));
    }

    private Released withId(int id) {
        return released.stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> new RefusedException(HttpStatus.NOT_FOUND, 40403, "Schema " + id + " not found."));
    }

    private Released find(String subject, String version) {
        List<Released> versions = of(subject);
        return versions.stream()
                .filter(one -> version.equals("latest") || version.equals(Integer.toString(one.version())))
                .max(Comparator.comparing(Released::version))
                .orElseThrow(
                        () -> new RefusedException(HttpStatus.NOT_FOUND, 40402, "Version " + version + " not found."));
    }

    private List<Released> of(String subject) {
        return Topics.catalogue().stream()
                .filter(topic -> (topic.name() + SUFFIX).equals(subject))
                .map(Topic::schema)
                .filter(Objects::nonNull)
                .findFirst()
                .map(schema -> released.stream()
                        .filter(one -> one.name().equals(schema.getName()))
                        .toList())
                .orElseThrow(() ->
                        new RefusedException(HttpStatus.NOT_FOUND, 40401, "Subject '" + subject + "' not found."));
    }

    private record SubjectVersion(String subject, int version, int id, String schema) {}

    private record RegistryError(int error_code, String message) {}

    /** @param schemaType AVRO, or null for the same */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Submitted(@Nullable String schema, @Nullable String schemaType) {

        private Schema parsed() {
            if (schema == null || (schemaType != null && !schemaType.equals("AVRO"))) {
                throw invalid("a schema of type AVRO is needed");
            }
            try {
                return new Schema.Parser().parse(schema);
            } catch (AvroRuntimeException broken) {
                throw invalid(String.valueOf(broken.getMessage()));
            }
        }

        private static RefusedException invalid(String why) {
            return new RefusedException(HttpStatus.UNPROCESSABLE_CONTENT, 42201, "Invalid schema: " + why);
        }
    }

    private static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;
        private final int code;

        RefusedException(HttpStatus status, int code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }
}
