package dev.waybill.console.rebuilds;

import dev.waybill.console.topics.Requests;
import dev.waybill.events.RebuildRequest;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.topics.Topics;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** Rebuilds by REST. The services that fold do them, one after the other; how far they are, batch_operations says. */
@RestController
@RequestMapping(path = "/v1/rebuilds", produces = MediaType.APPLICATION_JSON_VALUE)
public class RebuildsController {

    private static final String KEY = "rebuild";

    private final Requests requests;
    private final JdbcClient database;
    private final Clock clock;

    RebuildsController(Requests requests, JdbcClient database, Clock clock) {
        this.requests = requests;
        this.database = database;
        this.clock = clock;
    }

    /** Begins a rebuild, or with {@code check} the comparison alone. */
    @PostMapping
    ResponseEntity<Map<String, String>> begin(
            @Valid @RequestBody Asked asked, @RequestAttribute(ApiKeys.USER) String user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String id = "rbd_" + UUID.randomUUID().toString().replace("-", "");
        requests.send(
                Topics.REBUILD_REQUESTS,
                KEY,
                new RebuildRequest(id, asked.check(), asked.ignoresRefused(), user, now),
                id,
                "dev.waybill.rebuild.requested",
                now);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/rebuilds/" + id))
                .body(Map.of("id", id));
    }

    @GetMapping("/{id}")
    RebuildStatus status(@PathVariable String id) {
        List<RebuildStatus.Part> parts = database.sql("""
                        select batch_id, status, parameters::text, errors::text from batch_operations
                        where batch_id = any(:ids) and operation_type = 'rebuild' order by batch_id
                        """)
                .param(
                        "ids",
                        new SqlArrayValue(
                                "text",
                                RebuildStatus.PARTS.stream()
                                        .map(part -> id + "/" + part)
                                        .toArray()))
                .query((row, number) -> RebuildStatus.Part.of(
                        row.getString(1).substring(id.length() + 1),
                        row.getString(2),
                        JsonMapper.shared().readTree(row.getString(3)),
                        JsonMapper.shared().readTree(row.getString(4))))
                .list();
        if (parts.isEmpty()) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-found", "Nothing is known of a rebuild " + id + " yet");
        }
        return RebuildStatus.of(id, parts);
    }

    /**
     * @param check whether differences are told and nothing is carried over: it must be said
     * @param ignoreRefused whether records that are refused count as not told; false when it is not said
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Asked(@NotNull Boolean check, @Nullable Boolean ignoreRefused) {

        boolean ignoresRefused() {
            return Boolean.TRUE.equals(ignoreRefused);
        }
    }
}
