package dev.waybill.tracking.operations;

import dev.waybill.events.Envelope;
import dev.waybill.events.OperationError;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.Version;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.rows.RowJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operation as a row. Times are in seconds; a count below 0, or an end before its start, is not known. */
record OperationRow(
        UUID id,
        String batchId,
        String operationType,
        @Nullable String status,
        @Nullable String userId,
        String source,
        @Nullable Object parameters,
        @Nullable Long itemsTotal,
        @Nullable Long itemsProcessed,
        @Nullable Long itemsSuccessful,
        @Nullable Long itemsFailed,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable BigDecimal totalProcessingTime,
        @Nullable BigDecimal avgItemTime,
        List<ItemError> errors,
        Instant versionUpdatedAt,
        int versionNormalizerVersion,
        int versionRank,
        String versionHash) {

    private static final int SCALE = 5;

    static OperationRow of(OperationEvent event) {
        Envelope envelope = event.getEnvelope();
        Version version = event.getVersion();
        BigDecimal seconds = seconds(event.getStartedAt(), event.getCompletedAt());
        Long processed = count(event.getItemsProcessed());
        return new OperationRow(
                RowId.of(event.getId()),
                event.getId(),
                event.getOperationType(),
                event.getStatus(),
                envelope.getAccount(),
                envelope.getSource().name().toLowerCase(Locale.ROOT),
                RowJson.parsed(event.getParameters()),
                count(event.getItemsTotal()),
                processed,
                count(event.getItemsSuccessful()),
                count(event.getItemsFailed()),
                event.getStartedAt(),
                event.getCompletedAt(),
                seconds,
                seconds == null || processed == null || processed == 0
                        ? null
                        : seconds.divide(BigDecimal.valueOf(processed), SCALE, RoundingMode.HALF_UP),
                event.getErrors().stream().map(ItemError::of).toList(),
                version.getUpdatedAt(),
                version.getNormalizerVersion(),
                version.getRank(),
                version.getHash());
    }

    private static @Nullable BigDecimal seconds(@Nullable Instant started, @Nullable Instant completed) {
        return started == null || completed == null || completed.isBefore(started)
                ? null
                : BigDecimal.valueOf(Duration.between(started, completed).toNanos(), 9)
                        .setScale(SCALE, RoundingMode.HALF_UP);
    }

    private static @Nullable Long count(@Nullable Long told) {
        return told == null || told < 0 ? null : told;
    }

    record ItemError(String item, String reason) {

        private static ItemError of(OperationError told) {
            return new ItemError(told.getItem(), told.getReason());
        }
    }
}
