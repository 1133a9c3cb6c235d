package dev.waybill.console.registry;

import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.BundledSchemas.Released;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The registry's REST API as far as reading goes. Subjects are {@code <topic>-value}. Errors have the registry's form and codes. */
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

    @GetMapping("/config")
    Map<String, String> config() {
        return Map.of("compatibilityLevel", "BACKWARD_TRANSITIVE");
    }

    @GetMapping("/mode")
    Map<String, String> mode() {
        return Map.of("mode", "READONLY");
    }

    @ExceptionHandler
    ResponseEntity<RegistryError> notFound(NotFoundException missing) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .body(new RegistryError(missing.code, String.valueOf(missing.getMessage())));
    }

    private Released withId(int id) {
        return released.stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFoundException(40403, "Schema " + id + " not found."));
    }

    private Released find(String subject, String version) {
        List<Released> versions = of(subject);
        return versions.stream()
                .filter(one -> version.equals("latest") || version.equals(Integer.toString(one.version())))
                .max(Comparator.comparing(Released::version))
                .orElseThrow(() -> new NotFoundException(40402, "Version " + version + " not found."));
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
                .orElseThrow(() -> new NotFoundException(40401, "Subject '" + subject + "' not found."));
    }

    private record SubjectVersion(String subject, int version, int id, String schema) {}

    private record RegistryError(int error_code, String message) {}

    private static final class NotFoundException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int code;

        NotFoundException(int code, String message) {
            super(message);
            this.code = code;
        }
    }
}
