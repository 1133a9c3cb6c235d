package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.OperationEvent;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.PersonalFields;
import dev.waybill.schemas.wire.DeadLetterReason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whatever may be told of a batch, a refund, a claim or anything else that is no tracker and no shipment. */
final class OperationMapping {

    private OperationMapping() {}

    static OperationEvent told(Telling telling, JsonNode told, Kind kind) {
        String status = Json.text(told.path("status"));
        if (status == null) {
            status = Json.text(told.path("state"));
        }
        OperationEvent.Builder operation = OperationEvent.newBuilder()
                .setId(id(telling, told))
                .setOperationType(operationType(telling, told, kind))
                .setEnvelope(telling.envelope())
                .setVersion(telling.lenientVersion(told, rank(kind, status)))
                .setStatus(status)
                .setShipmentId(Json.text(told.path("shipment_id")))
                .setTrackingCode(Json.text(told.path("tracking_code")))
                .setStartedAt(Telling.instantIn(told, "created_at"))
                .setBody(Json.write(PersonalFields.cut(told)));
        if (kind == Kind.BATCH) {
            BatchProgress.of(told).addTo(operation);
        }
        return operation.build();
    }

    private static String id(Telling telling, JsonNode told) {
        String id = Json.text(told.path("id"));
        if (id == null) {
            id = telling.envelope().getEventId();
        }
        if (id == null) {
            throw new UnreadableException(DeadLetterReason.NO_ID);
        }
        return id;
    }

    private static String operationType(Telling telling, JsonNode told, Kind kind) {
        String eventType = telling.envelope().getEventType();
        Kind named = kind == Kind.OTHER ? Kind.ofEvent(eventType) : kind;
        if (named != Kind.OTHER) {
            return named.operationType();
        }
        return eventType != null ? Kind.firstWord(eventType) : snakeCase(Json.text(told.path("object")));
    }

    private static int rank(Kind kind, @Nullable String status) {
        return switch (kind) {
            case REFUND -> RefundMapping.rank(status);
            case BATCH -> BatchProgress.rank(status);
            default -> 0;
        };
    }

    private static String snakeCase(@Nullable String object) {
        if (object == null) {
            throw new UnreadableException(DeadLetterReason.NO_OBJECT);
        }
        return object.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
