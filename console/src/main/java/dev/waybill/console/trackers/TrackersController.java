package dev.waybill.console.trackers;

import dev.waybill.console.topics.Requests;
import dev.waybill.events.TrackerRequest;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trackers by REST, singly or many at once. ingest-service asks EasyPost for them, at the pace that EasyPost allows. */
@RestController
@RequestMapping(path = "/v1/trackers", produces = MediaType.APPLICATION_JSON_VALUE)
public class TrackersController {

    /** What Excel begins a CSV with. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int MOST = 10_000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int CHUNK = 64 * 1024;
    private static final int MOST_CHUNKS = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final CSVFormat CSV = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private final Requests requests;
    private final AvroWire wire;
    private final Clock clock;

    TrackersController(Requests requests, AvroWire wire, Clock clock) {
        this.requests = requests;
        this.wire = wire;
        this.clock = clock;
    }

    /** One that is refused, by its number, counted from 1. */
    record Refused(int number, String reason) {}

    /** What became of an order. */
    record Answer(int accepted, List<Refused> refused) {}

    /** One, or an array of them. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer ofJson(InputStream body, @RequestAttribute(ApiKeys.USER) String user) throws IOException {
        try {
            JsonNode orders = JSON.readTree(bounded(body));
            return accept(
                    orders.isArray()
                            ? orders.valueStream()
                                    .map(TrackersController::parsed)
                                    .toList()
                            : List.of(parsed(orders)),
                    user);
        } catch (JacksonException broken) {
            throw bad("A tracker is {\"tracking_code\", \"carrier\", \"account\"}: " + broken.getOriginalMessage());
        }
    }

    /** The first line names the columns, of which there are tracking_code, carrier and account. */
    @PostMapping(consumes = "text/csv")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer ofCsv(InputStream body, @RequestAttribute(ApiKeys.USER) String user) throws IOException {
        String csv = new String(bounded(body), StandardCharsets.UTF_8);
        return accept(parsed(csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv), user);
    }

    private static byte[] bounded(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            drain(body);
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "A body has at most " + MOST_BYTES + " bytes");
        }
        return bytes;
    }

    /** Who is still sending when the connection is closed does not get the answer. */
    private static void drain(InputStream body) throws IOException {
        int read = CHUNK;
        for (int chunks = 0; chunks < MOST_CHUNKS && read == CHUNK; chunks++) {
            read = body.readNBytes(CHUNK).length;
        }
    }

    private Answer accept(List<TrackerOrder> orders, String user) {
        if (orders.isEmpty() || orders.size() > MOST) {
            throw bad("1 to " + MOST + " trackers at once");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Refused> refused = new ArrayList<>();
        List<TrackerRequest> wanted = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            TrackerOrder order = orders.get(i);
            String fault = order.fault();
            if (fault == null) {
                wanted.add(new TrackerRequest(
                        Objects.requireNonNull(order.trackingCode()), order.carrier(), order.account(), user, now));
            } else {
                refused.add(new Refused(i + 1, fault));
            }
        }
        if (wanted.isEmpty()) {
            throw bad("Number 1: " + refused.get(0).reason());
        }
        requests.send(wanted.stream().map(this::record).toList());
        return new Answer(wanted.size(), refused);
    }

    private ProducerRecord<byte[], byte[]> record(TrackerRequest request) {
        String code = request.getTrackingCode();
        var about = new CloudEvent(
                code + "/" + request.getRequestedAt(),
                "dev.waybill.tracker.requested",
                "/waybill/console",
                request.getRequestedAt());
        return wire.record(Topics.TRACKER_REQUESTS, code, request, about);
    }

    private static List<TrackerOrder> parsed(String csv) {
        try (Reader text = new StringReader(csv);
                var lines = CSV.parse(text)) {
            if (!lines.getHeaderMap().containsKey("tracking_code")) {
                throw bad(
                        "The first line must name the columns: tracking_code, and carrier and account if you have them");
            }
            return lines.stream()
                    .map(line ->
                            new TrackerOrder(cell(line, "tracking_code"), cell(line, "carrier"), cell(line, "account")))
                    .toList();
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException broken) {
            throw bad("No CSV: " + broken.getMessage());
        }
    }

    private static TrackerOrder parsed(JsonNode order) {
        return order.isObject() ? JSON.treeToValue(order, TrackerOrder.class) : new TrackerOrder(null, null, null);
    }

    private static @Nullable String cell(CSVRecord line, String column) {
        return line.isSet(column) ? line.get(column) : null;
    }

    private static Problem bad(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-request", detail);
    }
}
