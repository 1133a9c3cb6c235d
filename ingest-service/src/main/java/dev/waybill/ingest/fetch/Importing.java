package dev.waybill.ingest.fetch;

import static dev.waybill.schemas.wire.RecordHeaders.header;

import dev.waybill.events.Envelope;
import dev.waybill.events.ImportPage;
import dev.waybill.events.ImportedObject;
import dev.waybill.events.ListedTracker;
import dev.waybill.events.OperationError;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.Source;
import dev.waybill.events.TrackerListing;
import dev.waybill.events.Version;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.schemas.wire.RecordHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What follows from a page of an import. Pure but for the encoding. */
record Importing(AvroWire wire) {

    private static final String SERVICE = "/waybill/ingest-service";

    /** As many as fit into what an answer may have: a shipment with its rates has up to 75 KB. */
    private static final int PAGE = 20;

    /** As many as EasyPost gives: a tracker has 2 to 8 KB. */
    private static final int PAGE_OF_TRACKERS = 100;

    /** A webhook may take so long without being missed. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    /** Returns the path of the list, with its parameters. The shipments of EasyPost's orders are asked for too. */
    static String path(ImportPage page) {
        return list(page) + "?page_size=" + (page.getUpdatedSince() == null ? PAGE : PAGE_OF_TRACKERS)
                + (page.getObject() == ImportedObject.SHIPMENT
                        ? "&purchased=" + page.getPurchased() + "&include_children=true"
                        : "")
                + "&start_datetime=" + page.getFrom()
                + "&end_datetime=" + page.getTo()
                + (page.getBeforeId() == null
                        ? ""
                        : "&before_id=" + URLEncoder.encode(page.getBeforeId(), StandardCharsets.UTF_8));
    }

    /**
     * Returns what is sent for a page that came: each object to the inbox, the next page or none, and how far the import is.
     *
     * @param bodies the objects of the page
     * @param more whether EasyPost has more of the list
     * @param user EasyPost's id of the user whose key was used; null when not known
     */
    List<ProducerRecord<byte[], byte[]>> of(
            ImportPage page, List<JsonNode> bodies, boolean more, @Nullable String user, Instant now) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        if (page.getUpdatedSince() == null) {
            bodies.forEach(body -> records.add(inbox(page, body, user)));
        } else {
            records.addAll(listing(page, page.getUpdatedSince(), bodies, user, now));
        }
        ImportPage counted = counted(page, bodies.size());
        if (more) {
            String last = bodies.isEmpty()
                    ? ""
                    : bodies.get(bodies.size() - 1).path("id").asString("");
            if (last.isEmpty() || last.equals(page.getBeforeId())) {
                records.add(failed(counted, "EasyPost says that there is more, and not behind what", now));
            } else {
                records.addAll(
                        goOn(ImportPage.newBuilder(counted).setBeforeId(last).build(), now));
            }
        } else if (page.getObject() == ImportedObject.SHIPMENT) {
            records.addAll(goOn(
                    ImportPage.newBuilder(counted)
                            .setObject(ImportedObject.TRACKER)
                            .setBeforeId(null)
                            .build(),
                    now));
        } else {
            records.add(report(counted, "completed", null, now));
        }
        return records;
    }

    /** Of a reconciliation: those that EasyPost has changed lately, but for what a webhook may still be on its way for. */
    private List<ProducerRecord<byte[], byte[]>> listing(
            ImportPage page, Instant since, List<JsonNode> bodies, @Nullable String user, Instant now) {
        Instant until = now.minus(GRACE);
        List<ListedTracker> listed = bodies.stream()
                .flatMap(body -> listed(body).stream())
                .filter(tracker -> !tracker.getUpdatedAt().isBefore(since)
                        && !tracker.getUpdatedAt().isAfter(until))
                .toList();
        if (listed.isEmpty()) {
            return List.of();
        }
        String id = page.getId() + "/" + page.getTrackers();
        return List.of(wire.record(
                Topics.TRACKER_LISTINGS,
                page.getId(),
                new TrackerListing(page.getId(), user, now, listed),
                new CloudEvent(id, "dev.waybill.tracker-listing", SERVICE, now)));
    }

    private static Optional<ListedTracker> listed(JsonNode body) {
        String id = body.path("id").asString("");
        Instant updated = time(body.path("updated_at").asString(""));
        return id.isEmpty() || updated == null
                ? Optional.empty()
                : Optional.of(ListedTracker.newBuilder()
                        .setTrackerId(id)
                        .setShipmentId(text(body, "shipment_id"))
                        .setTrackingCode(text(body, "tracking_code"))
                        .setCarrier(text(body, "carrier"))
                        .setMode(text(body, "mode"))
                        .setUpdatedAt(updated)
                        .setBody(Json.write(body))
                        .build());
    }

    private static @Nullable String text(JsonNode body, String name) {
        String text = body.path(name).asString("");
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    /** Returns the report of an import that cannot go on. */
    ProducerRecord<byte[], byte[]> failed(ImportPage page, String reason, Instant now) {
        return report(page, "failed", reason, now);
    }

    private List<ProducerRecord<byte[], byte[]>> goOn(ImportPage next, Instant now) {
        return List.of(next(next, now), report(next, "running", null, now));
    }

    private static String list(ImportPage page) {
        return page.getObject() == ImportedObject.SHIPMENT ? "/shipments" : "/trackers";
    }

    private static ImportPage counted(ImportPage page, int more) {
        return page.getObject() == ImportedObject.SHIPMENT
                ? ImportPage.newBuilder(page)
                        .setShipments(page.getShipments() + more)
                        .build()
                : ImportPage.newBuilder(page)
                        .setTrackers(page.getTrackers() + more)
                        .build();
    }

    private static ProducerRecord<byte[], byte[]> inbox(ImportPage page, JsonNode body, @Nullable String user) {
        var headers = new ArrayList<Header>();
        headers.add(header(RecordHeaders.SOURCE, Source.IMPORTED.name().toLowerCase(Locale.ROOT)));
        headers.add(header(RecordHeaders.OPERATION, page.getId()));
        if (user != null) {
            headers.add(header(RecordHeaders.ACCOUNT, user));
        }
        return new ProducerRecord<>(
                Topics.INBOX, null, null, null, Json.write(body).getBytes(StandardCharsets.UTF_8), headers);
    }

    private ProducerRecord<byte[], byte[]> next(ImportPage page, Instant now) {
        String id = page.getId() + "/" + page.getShipments() + "/" + page.getTrackers();
        return wire.record(
                Topics.IMPORT_PAGES, page.getId(), page, new CloudEvent(id, "dev.waybill.import.page", SERVICE, now));
    }

    private ProducerRecord<byte[], byte[]> report(
            ImportPage page, String status, @Nullable String failure, Instant now) {
        long items = page.getShipments() + page.getTrackers();
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("api_key", page.getRequestedBy());
        if (page.getUpdatedSince() != null) {
            parameters.put("updated_since", page.getUpdatedSince().toString());
        }
        parameters.put("from", page.getFrom().toString());
        parameters.put("to", page.getTo().toString());
        parameters.put("account", page.getAccount());
        if (page.getUpdatedSince() == null) {
            parameters.put("purchased", page.getPurchased());
        }
        parameters.put("object", page.getObject().name().toLowerCase(Locale.ROOT));
        parameters.put("before_id", page.getBeforeId());
        parameters.put("shipments", page.getShipments());
        parameters.put("trackers", page.getTrackers());
        boolean ended = !status.equals("running");
        OperationEvent event = OperationEvent.newBuilder()
                .setId(page.getId())
                .setOperationType(page.getUpdatedSince() == null ? "import" : "reconciliation")
                .setEnvelope(Envelope.newBuilder()
                        .setMode("unknown")
                        .setSource(Source.IMPORTED)
                        .setReceivedAt(page.getRequestedAt())
                        .build())
                // by what has come, not by the clock of whoever tells it
                .setVersion(Version.newBuilder()
                        .setUpdatedAt(page.getRequestedAt().plus(items, ChronoUnit.MICROS))
                        .setNormalizerVersion(0)
                        .setRank(ended ? 1 : 0)
                        .setHash("")
                        .build())
                .setStatus(status)
                .setItemsTotal(status.equals("completed") ? items : null)
                .setItemsProcessed(items)
                .setItemsSuccessful(items)
                .setItemsFailed(0L)
                .setStartedAt(page.getRequestedAt())
                .setCompletedAt(ended ? now : null)
                .setParameters(JsonMapper.shared().writeValueAsString(parameters))
                .setErrors(failure == null ? List.of() : List.of(new OperationError(list(page), failure)))
                .build();
        return wire.record(
                Topics.OPERATION_EVENTS,
                page.getId(),
                event,
                new CloudEvent(page.getId() + "/" + now, "dev.waybill.operation." + status, SERVICE, now));
    }
}
