package dev.waybill.console.imports;

import dev.waybill.console.topics.Requests;
import dev.waybill.events.ImportPage;
import dev.waybill.events.ImportedObject;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.http.Times;
import dev.waybill.schemas.topics.Topics;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports by REST. ingest-service pages through EasyPost's shipments and trackers, at the pace that EasyPost allows. */
@RestController
@RequestMapping(path = "/v1/imports", produces = MediaType.APPLICATION_JSON_VALUE)
public class ImportsController {

    private static final int DATE = "2026-01-01".length();
    private static final Instant FIRST = Instant.parse("1999-12-31T00:00:00Z");
    private static final Instant LAST = Instant.parse("2101-01-01T00:00:00Z");

    private final Requests requests;
    private final JdbcClient database;
    private final Clock clock;

    ImportsController(Requests requests, JdbcClient database, Clock clock) {
        this.requests = requests;
        this.database = database;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<Map<String, String>> begin(
            @Valid @RequestBody ImportRequest request, @RequestAttribute(ApiKeys.USER) String user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant from = time("from", request.from());
        Instant to = request.to() == null ? now : time("to", request.to());
        if (!from.isBefore(to)) {
            throw bad("from must lie before to");
        }
        String id = "imp_" + UUID.randomUUID().toString().replace("-", "");
        var page = ImportPage.newBuilder()
                .setId(id)
                .setObject(ImportedObject.SHIPMENT)
                .setFrom(from)
                .setTo(to)
                .setAccount(request.account())
                .setPurchased(!Boolean.FALSE.equals(request.purchased()))
                .setShipments(0)
                .setTrackers(0)
                .setRequestedBy(user)
                .setRequestedAt(now)
                .build();
        requests.send(Topics.IMPORT_PAGES, id, page, id, "dev.waybill.import.page", now);
        return accepted(id);
    }

    /** How far it is, as batch_operations says: nothing before its first page has come. */
    @GetMapping("/{id}")
    String status(@PathVariable String id) {
        return database.sql("""
                        select (to_jsonb(o) - array ['batch_id', 'operation_type', 'user_id', 'source', 'version_updated_at',
                            'version_normalizer_version', 'version_rank', 'version_hash', 'created_at', 'updated_at']
                            || jsonb_build_object('id', batch_id))::text
                        from batch_operations o
                        where batch_id = :id and operation_type = 'import'
                        """).param("id", id).query(String.class).optional().orElseThrow(() -> notFound(id));
    }

    /** Lets one that has failed go on where it was. */
    @PostMapping("/{id}/resume")
    ResponseEntity<Map<String, String>> resume(@PathVariable String id) {
        Failed failed = database.sql("""
                        select status, parameters::text, started_at from batch_operations
                        where batch_id = :id and operation_type = 'import'
                        """)
                .param("id", id)
                .query((row, number) -> new Failed(
                        row.getString(1),
                        JsonMapper.shared().readTree(row.getString(2)),
                        row.getTimestamp("started_at").toInstant()))
                .optional()
                .orElseThrow(() -> notFound(id));
        if (!failed.status.equals("failed")) {
            throw Problem.of(HttpStatus.CONFLICT, "import-not-failed", "The import is " + failed.status);
        }
        ImportPage page = failed.page(id);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        requests.send(Topics.IMPORT_PAGES, id, page, id + "/resumed/" + now, "dev.waybill.import.page", now);
        return accepted(id);
    }

    private static ResponseEntity<Map<String, String>> accepted(String id) {
        return ResponseEntity.accepted()
                .location(URI.create("/v1/imports/" + id))
                .body(Map.of("id", id));
    }

    /** An import as it is told of. */
    private record Failed(String status, JsonNode told, Instant startedAt) {

        /** The page that it has failed of. */
        ImportPage page(String id) {
            return ImportPage.newBuilder()
                    .setId(id)
                    .setObject(ImportedObject.valueOf(
                            told.path("object").asString("shipment").toUpperCase(Locale.ROOT)))
                    .setBeforeId(told.path("before_id").asString(null))
                    .setFrom(Instant.parse(told.path("from").asString()))
                    .setTo(Instant.parse(told.path("to").asString()))
                    .setAccount(told.path("account").asString(null))
                    .setPurchased(told.path("purchased").asBoolean(true))
                    .setShipments(told.path("shipments").asLong())
                    .setTrackers(told.path("trackers").asLong())
                    .setRequestedBy(told.path("api_key").asString(""))
                    .setRequestedAt(startedAt)
                    .build();
        }
    }

    private static Instant time(String name, String text) {
        return Times.of(text.length() == DATE ? text + "T00:00:00Z" : text)
                .filter(time -> time.isAfter(FIRST) && time.isBefore(LAST))
                .orElseThrow(
                        () -> bad(
                                name
                                        + " must be a day such as 2026-01-01 or a time such as 2026-01-01T12:00:00Z, from 2000 to 2100"));
    }

    private static Problem notFound(String id) {
        return Problem.of(HttpStatus.NOT_FOUND, "not-found", "No page of an import " + id + " has come yet");
    }

    private static Problem bad(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-import", detail);
    }
}
