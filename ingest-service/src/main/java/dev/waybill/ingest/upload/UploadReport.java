package dev.waybill.ingest.upload;

import dev.waybill.events.Envelope;
import dev.waybill.events.OperationError;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.Source;
import dev.waybill.events.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An upload that has ended, for {@code operation-events}.
 *
 * @param operation its id
 * @param user name of the API key
 * @param contentType as the caller gave it
 * @param failure why it broke off; null when it came to its end
 */
record UploadReport(
        String operation,
        String user,
        @Nullable String contentType,
        Instant startedAt,
        Instant completedAt,
        Tally tally,
        @Nullable String failure) {

    private static final String TYPE = "upload";
    private static final int MAX_ERRORS = 1000;

    OperationEvent event() {
        String parameters = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "api_key",
                        user,
                        "content_type",
                        contentType == null ? "" : contentType,
                        "last_line",
                        tally.lastLine()));
        long total = tally.accepted() + tally.rejected();
        return OperationEvent.newBuilder()
                .setId(operation)
                .setOperationType(TYPE)
                .setEnvelope(envelope())
                .setVersion(version(parameters))
                .setStatus(failure == null ? "completed" : "failed")
                .setItemsTotal(failure == null ? total : null)
                .setItemsProcessed(total)
                .setItemsSuccessful(tally.accepted())
                .setItemsFailed(tally.rejected())
                .setStartedAt(startedAt)
                .setCompletedAt(completedAt)
                .setParameters(parameters)
                .setErrors(errors())
                .build();
    }

    private Envelope envelope() {
        return Envelope.newBuilder()
                .setMode("unknown")
                .setSource(Source.POSTED)
                .setReceivedAt(startedAt)
                .build();
    }

    private Version version(String parameters) {
        String told = "%s %d %d %s".formatted(operation, tally.accepted(), tally.rejected(), parameters);
        return Version.newBuilder()
                .setUpdatedAt(completedAt)
                .setNormalizerVersion(0)
                .setRank(0)
                .setHash(sha256(told))
                .build();
    }

    private List<OperationError> errors() {
        var errors = new ArrayList<OperationError>();
        if (failure != null) {
            errors.add(new OperationError(operation, failure));
        }
        tally.errors().forEach(error -> errors.add(new OperationError(Long.toString(error.line()), error.reason())));
        return errors.subList(0, Math.min(errors.size(), MAX_ERRORS));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
