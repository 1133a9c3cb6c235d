package dev.waybill.ingest.webhook;

import static dev.waybill.schemas.wire.RecordHeaders.header;

import dev.waybill.events.Source;
import dev.waybill.ingest.body.Bodies;
import dev.waybill.ingest.body.BodiesFullException;
import dev.waybill.ingest.body.Body;
import dev.waybill.ingest.inbox.Inbox;
import dev.waybill.ingest.inbox.InboxAwayException;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.wire.RecordHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where EasyPost sends its webhooks. Looks at nothing in the body: what it means is for the normalizer to find out. Only so many are
 * on their way to the broker at once, so that those which are taken wait for few: see {@link LoadShedding}.
 */
@RestController
final class Webhooks {

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    private static final Header SOURCE =
            header(RecordHeaders.SOURCE, Source.WEBHOOK.name().toLowerCase(Locale.ROOT));

    static final String PATH = "/webhooks/easypost";

    static final String BUSY = "busy";
    static final String NOT_STORED = "The webhook was not stored; send it again";

    private final Authenticity authenticity;
    private final Inbox inbox;
    private final Bodies bodies;
    private final WebhookProperties settings;
    private final MeterRegistry meters;
    private final Timer duration;
    private final InFlight inFlight;

    Webhooks(WebhookProperties settings, Inbox inbox, Bodies bodies, InFlight inFlight, MeterRegistry meters) {
        this.authenticity = new Authenticity(settings);
        this.inbox = inbox;
        this.bodies = bodies;
        this.settings = settings;
        this.meters = meters;
        this.duration = meters.timer("waybill.webhooks.duration");
        this.inFlight = inFlight;
    }

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.OK)
    void receive(HttpServletRequest request) throws IOException {
        long began = System.nanoTime();
        String outcome = "failed";
        try (Body body = bodies.open(request.getInputStream())) {
            append(request, body);
            outcome = "accepted";
        } catch (InboxAwayException away) {
            outcome = "inbox-away";
            log.warn("A webhook was not taken: {}", String.valueOf(away.getCause()));
            throw notStored(outcome, away);
        } catch (BodiesFullException full) {
            outcome = BUSY;
            throw notStored(outcome, full);
        } catch (Problem refused) {
            outcome = Problem.nameOf(refused);
            throw refused;
        } finally {
            meters.counter("waybill.webhooks", "outcome", outcome).increment();
            duration.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }

    private void append(HttpServletRequest request, Body incoming) throws IOException {
        if (!authenticity.possible(request)) {
            throw forged();
        }
        byte[] body = read(request, incoming);
        if (!inFlight.enter()) {
            throw notStored(BUSY, null);
        }
        try {
            verify(request, body);
            inbox.append(body, SOURCE);
        } finally {
            inFlight.leave();
        }
    }

    private byte[] read(HttpServletRequest request, Body incoming) throws IOException {
        int limit = Math.toIntExact(settings.maxBody().toBytes());
        byte[] body = null;
        long length = request.getContentLengthLong();
        if (length <= limit) {
            body = BoundedBody.read(incoming, length, limit, incoming::hold);
        }
        if (body == null) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "The body is larger than " + limit + " bytes");
        }
        return body;
    }

    private void verify(HttpServletRequest request, byte[] body) {
        if (!authenticity.proven(request, body)) {
            throw forged();
        }
        if (body.length == 0) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "empty-body", "The body is empty");
        }
        if (!json(request.getContentType()) || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "not-json",
                            "The body must be application/json, not encoded")
                    .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        }
    }

    private Problem notStored(String type, @Nullable RuntimeException cause) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, type, NOT_STORED, cause)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(settings.retryAfter().toSeconds()));
    }

    private Problem forged() {
        Problem forged = Problem.of(
                HttpStatus.UNAUTHORIZED, "bad-signature", "The signature or the credentials are missing or wrong");
        String challenge = authenticity.challenge();
        return challenge == null ? forged : forged.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    private static boolean json(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.parseMediaType(contentType).equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }
}
