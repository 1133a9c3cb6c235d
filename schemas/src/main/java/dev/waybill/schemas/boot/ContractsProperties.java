package dev.waybill.schemas.boot;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the contracts.
 *
 * @param schemaRegistryUrl a Confluent-compatible schema registry; null for the bundled catalogue
 * @param partitions partitions of every topic, fixed when they are created
 */
@ConfigurationProperties("waybill.contracts")
public record ContractsProperties(
        @Nullable URI schemaRegistryUrl, @DefaultValue("6") int partitions) {}
