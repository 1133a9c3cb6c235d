package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.OperationError;
import dev.waybill.events.OperationEvent;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.JsonFields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How far a batch has come, as its map of counts and its shipments say. The shipments in it are names only and become no rows. */
record BatchProgress(
        @Nullable Long total,
        @Nullable Long successful,
        @Nullable Long failed,
        @Nullable Instant updatedAt,
        List<OperationError> errors) {

    private static final int MAX_ERRORS = 1000;

    static BatchProgress of(JsonNode batch) {
        JsonFields counts = JsonFields.of(batch.path("status"));
        JsonFields fields = JsonFields.of(batch);
        return new BatchProgress(
                asLong(fields.integer("num_shipments")),
                asLong(counts.integer("postage_purchased")),
                sum(counts.integer("postage_purchase_failed"), counts.integer("creation_failed")),
                Telling.instantIn(batch, "updated_at"),
                errors(batch.path("shipments")));
    }

    /** Orders the states that share an updated_at. */
    static int rank(@Nullable String state) {
        return state == null
                ? 0
                : switch (state) {
                    case "created", "creation_failed" -> 1;
                    case "queued_for_purchase", "purchasing" -> 2;
                    case "purchased", "purchase_failed" -> 3;
                    case "label_generating" -> 4;
                    case "label_generated" -> 5;
                    default -> 0;
                };
    }

    void addTo(OperationEvent.Builder operation) {
        Long processed = successful == null && failed == null ? null : orZero(successful) + orZero(failed);
        boolean complete = total != null && processed != null && total > 0 && processed >= total;
        operation
                .setItemsTotal(total)
                .setItemsProcessed(processed)
                .setItemsSuccessful(successful)
                .setItemsFailed(failed)
                .setCompletedAt(complete ? updatedAt : null)
                .setErrors(errors);
    }

    private static List<OperationError> errors(JsonNode shipments) {
        return shipments
                .valueStream()
                .filter(shipment -> status(shipment).endsWith("failed"))
                .limit(MAX_ERRORS)
                .map(BatchProgress::error)
                .toList();
    }

    private static OperationError error(JsonNode shipment) {
        String id = Json.text(shipment.path("id"));
        String message = Json.text(shipment.path("batch_message"));
        return new OperationError(id == null ? "unknown" : id, message == null ? status(shipment) : message);
    }

    private static String status(JsonNode shipment) {
        String status = Json.text(shipment.path("batch_status"));
        return status == null ? "" : status;
    }

    private static @Nullable Long sum(@Nullable Integer one, @Nullable Integer other) {
        return one == null && other == null ? null : orZero(asLong(one)) + orZero(asLong(other));
    }

    private static @Nullable Long asLong(@Nullable Integer count) {
        return count == null ? null : count.longValue();
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
