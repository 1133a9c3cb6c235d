package dev.waybill.console.deadletters;

import dev.waybill.events.DeadLetterOutcome;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What an operator has done about a dead letter.
 *
 * @param state replayed or discarded
 * @param operationId of the replay that did it
 * @param note why it was discarded; null when it was not
 * @param requestedBy the name of the API key
 */
@JsonNaming(SnakeCaseStrategy.class)
record Outcome(String state, String operationId, @Nullable String note, String requestedBy, Instant doneAt) {

    static Outcome of(DeadLetterOutcome told) {
        return new Outcome(
                told.getState().name().toLowerCase(Locale.ROOT),
                told.getOperationId(),
                told.getNote(),
                told.getRequestedBy(),
                told.getDoneAt());
    }
}
