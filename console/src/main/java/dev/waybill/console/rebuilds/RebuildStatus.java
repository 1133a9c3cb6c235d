package dev.waybill.console.rebuilds;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * How far a rebuild is.
 *
 * @param status running until all services have ended; failed when one has
 * @param parts what each service does that has begun
 */
@JsonNaming(SnakeCaseStrategy.class)
record RebuildStatus(String id, boolean check, String status, List<Part> parts) {

    static final List<String> PARTS = List.of("facts", "rollups");

    private static final Set<String> ENDED = Set.of("completed", "failed");

    static RebuildStatus of(String id, List<Part> parts) {
        boolean ended = parts.size() == PARTS.size() && parts.stream().allMatch(part -> ENDED.contains(part.status()));
        boolean failed = parts.stream().anyMatch(part -> part.status().equals("failed"));
        return new RebuildStatus(
                id, parts.stream().anyMatch(Part::check), ended ? failed ? "failed" : "completed" : "running", parts);
    }

    /**
     * @param phase folding, comparing, carrying_over, completed or failed
     * @param recordsTotal of the log when it began
     * @param recordsFolded of those
     * @param recordsRefused of those, which this version puts aside as dead letters
     * @param refused the first ten of them, each with topic, partition, offset, key and reason
     * @param carriedOver shipments, and rows of other tables, that were brought to what the log says
     * @param tables what differed, table by table: rows that the log has, missing, changed and extra ones, how many of those are left as they are, the columns, the first keys
     * @param failure what it has last failed of; null when it did not
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Part(
            String part,
            boolean check,
            String status,
            String phase,
            long recordsTotal,
            long recordsFolded,
            long recordsRefused,
            JsonNode refused,
            long carriedOver,
            JsonNode tables,
            @Nullable String failure) {

        static Part of(String part, String status, JsonNode told, JsonNode errors) {
            return new Part(
                    part,
                    told.path("check").asBoolean(),
                    status,
                    told.path("phase").asString(""),
                    told.path("records_total").asLong(),
                    told.path("records_folded").asLong(),
                    told.path("records_refused").asLong(),
                    told.path("refused"),
                    told.path("carried_over").asLong(),
                    told.path("tables"),
                    errors.path(0).path("reason").asString(null));
        }
    }
}
