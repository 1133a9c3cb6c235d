package dev.waybill.ingest.upload;

import dev.waybill.ingest.body.Bodies;
import dev.waybill.ingest.body.BodiesFullException;
import dev.waybill.ingest.body.Body;
import dev.waybill.ingest.inbox.InboxAwayException;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where other systems post shipments. The answer comes when the broker has them all. */
@RestController
final class PostedShipments {

    private static final Logger log = LoggerFactory.getLogger(PostedShipments.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    private final Uploads uploads;
    private final Operations operations;
    private final Bodies bodies;
    private final Clock clock;

    PostedShipments(Uploads uploads, Operations operations, Bodies bodies, Clock clock) {
        this.uploads = uploads;
        this.operations = operations;
        this.bodies = bodies;
        this.clock = clock;
    }

    @PostMapping("/v1/shipments")
    @ResponseStatus(HttpStatus.ACCEPTED)
    UploadAnswer post(HttpServletRequest request, @RequestAttribute(ApiKeys.USER) String user) throws IOException {
        UploadFormat format = UploadFormat.of(request);
        Instant began = clock.instant();
        Upload upload = uploads.begin();
        String failure = null;
        try (Body body = bodies.open(request.getInputStream())) {
            upload.run(Pieces.of(body, format == UploadFormat.NDJSON, uploads.limit()));
        } catch (InboxAwayException away) {
            failure = "The broker stopped taking shipments";
            log.warn(
                    "Upload {} stopped after line {}",
                    upload.operation(),
                    upload.tally().lastLine(),
                    away);
            throw stopped(upload, "inbox-away", away);
        } catch (BodiesFullException full) {
            failure = "There was no memory for the upload";
            throw stopped(upload, "busy", full);
        } catch (IOException broken) {
            failure = "The upload broke off";
            throw broken;
        } finally {
            uploads.count(upload.tally());
            if (!upload.tally().empty() || failure != null) {
                operations.report(new UploadReport(
                                upload.operation(),
                                user,
                                request.getContentType(),
                                began,
                                clock.instant(),
                                upload.tally(),
                                failure)
                        .event());
            }
        }
        return answer(upload);
    }

    private static UploadAnswer answer(Upload upload) {
        Tally tally = upload.tally();
        if (tally.empty()) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "empty-upload", "There is no shipment in the body");
        }
        return new UploadAnswer(upload.operation(), tally.accepted(), tally.rejected(), tally.errors());
    }

    private static Problem stopped(Upload upload, String type, RuntimeException cause) {
        Tally tally = upload.tally();
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        type,
                        "Everything up to last_line is stored or in errors; send what follows again",
                        cause)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .with("operation_id", upload.operation())
                .with("last_line", tally.lastLine())
                .with("accepted", tally.accepted())
                .with("rejected", tally.rejected())
                .with("errors", tally.errors());
    }
}
