package dev.waybill.console.asyncapi;

import dev.waybill.schemas.boot.ContractsProperties;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.node.ObjectNode;

/** The topics as an AsyncAPI document. For everybody, as the schemas are. */
@RestController
public class AsyncApiController {

    private final List<String> brokers;
    private final @Nullable URI registry;
    private final int partitions;
    private final String version;

    AsyncApiController(KafkaProperties kafka, ContractsProperties contracts, ObjectProvider<BuildProperties> build) {
        this.brokers = List.copyOf(kafka.getBootstrapServers());
        this.registry = contracts.schemaRegistryUrl();
        this.partitions = contracts.partitions();
        this.version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("0");
    }

    @GetMapping(path = "/asyncapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode document() {
        String ours = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/schema-registry")
                .toUriString();
        return AsyncApiDocument.of(version, brokers, registry == null ? ours : registry.toString(), partitions);
    }
}
