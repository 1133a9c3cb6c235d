package dev.waybill.ingest.normalizer;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the normalizer.
 *
 * @param concurrency consumers in this instance; more than the inbox has partitions are idle
 */
@Validated
@ConfigurationProperties("waybill.normalizer")
record NormalizerProperties(@DefaultValue("1") @Positive int concurrency) {}
