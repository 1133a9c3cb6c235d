package dev.waybill.console.attention;

import dev.waybill.events.AttentionActionType;
import dev.waybill.schemas.http.Times;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What an operator does.
 *
 * @param action acknowledge, assign, snooze, note, resolve or reopen
 * @param assignee of assign: whom it is given to
 * @param snoozedUntil of snooze: a time such as 2026-01-01T12:00:00Z
 * @param resolution of resolve: reshipped, refunded, claimed or ignored
 * @param note of any, and needed for note
 */
@JsonNaming(SnakeCaseStrategy.class)
record ActionRequest(
        @NotBlank String action,
        @Nullable @Size(min = 1, max = 200) String assignee,
        @Nullable String snoozedUntil,
        @Nullable String resolution,
        @Nullable @Size(min = 1, max = 4000) String note) {

    private static final Instant LAST = Instant.parse("2101-01-01T00:00:00Z");

    private static final Map<String, AttentionActionType> ACTIONS = Map.of(
            "acknowledge", AttentionActionType.ACKNOWLEDGE,
            "assign", AttentionActionType.ASSIGN,
            "snooze", AttentionActionType.SNOOZE,
            "note", AttentionActionType.NOTE,
            "resolve", AttentionActionType.RESOLVE,
            "reopen", AttentionActionType.REOPEN);
    private static final Set<String> RESOLUTIONS = Set.of("reshipped", "refunded", "claimed", "ignored");

    AttentionActionType type() {
        AttentionActionType type = ACTIONS.get(action);
        if (type == null) {
            throw AttentionController.bad(
                    "action must be one of acknowledge, assign, snooze, note, resolve and reopen");
        }
        require(type == AttentionActionType.ASSIGN, assignee, "assignee", "assign");
        require(type == AttentionActionType.SNOOZE, snoozedUntil, "snoozed_until", "snooze");
        require(type == AttentionActionType.RESOLVE, resolution, "resolution", "resolve");
        if (resolution != null && !RESOLUTIONS.contains(resolution)) {
            throw AttentionController.bad("resolution must be one of reshipped, refunded, claimed and ignored");
        }
        if (type == AttentionActionType.NOTE && note == null) {
            throw AttentionController.bad("note needs a note");
        }
        return type;
    }

    /** @param now what it must come after */
    @Nullable
    Instant until(Instant now) {
        if (snoozedUntil == null) {
            return null;
        }
        return Times.of(snoozedUntil)
                .filter(until -> until.isAfter(now) && until.isBefore(LAST))
                .orElseThrow(() ->
                        AttentionController.bad("snoozed_until must be a time to come, such as 2026-01-01T12:00:00Z"));
    }

    private static void require(boolean wanted, @Nullable String value, String name, String action) {
        if (wanted != (value != null)) {
            throw AttentionController.bad(name + " is for " + action + ", which needs it");
        }
    }
}
