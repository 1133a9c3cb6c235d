package dev.waybill.console.replay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What an operator asks for.
 *
 * @param from the first record: a time (RFC 3339) or an offset; null for the first that is kept
 * @param to behind the last record: a time or an offset; null for the end as it is now
 * @param partitions null for all
 * @param into null for the services' own handlers
 * @param discard why dead letters are given up, instead of copied; null when they are not
 * @param rate the most records a second
 * @param dryRun whether to count only
 */
@JsonNaming(SnakeCaseStrategy.class)
record ReplayRequest(
        @NotBlank String topic,
        @Nullable String from,
        @Nullable String to,
        @Nullable List<Integer> partitions,
        @Nullable Filter filter,
        @Nullable String into,
        @Nullable @Size(min = 1, max = 1000) String discard,
        @Nullable @Min(1) @Max(1_000_000) Integer rate,
        @Nullable Boolean dryRun) {

    /**
     * Everything that is told must hold.
     *
     * @param reason of dead letters alone
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Filter(
            @Nullable String shipmentId,
            @Nullable String trackingCode,
            @Nullable String carrier,
            @Nullable String mode,
            @Nullable String eventType,
            @Nullable String reason) {}
}
