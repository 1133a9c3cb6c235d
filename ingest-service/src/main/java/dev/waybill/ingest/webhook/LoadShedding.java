package dev.waybill.ingest.webhook;

import dev.waybill.ingest.body.UnreadBody;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Answers 503 before anything is done for a webhook that would find no place: what is refused must cost far less than what is taken, or
 * refusing is what fills the machine.
 */
final class LoadShedding extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final byte[] PROBLEM =
            """
            {"type":"urn:waybill:problem:%s","title":"Service Unavailable","status":503,\
            "detail":"%s"}""".formatted(Webhooks.BUSY, Webhooks.NOT_STORED).getBytes(StandardCharsets.UTF_8);

    private final transient InFlight inFlight;
    private final transient UnreadBody unread;
    private final transient Counter shed;
    private final String retryAfter;

    LoadShedding(InFlight inFlight, UnreadBody unread, WebhookProperties settings, MeterRegistry meters) {
        this.inFlight = inFlight;
        this.unread = unread;
        this.shed = meters.counter("waybill.webhooks", "outcome", Webhooks.BUSY);
        this.retryAfter = Long.toString(settings.retryAfter().toSeconds());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!inFlight.full()) {
            chain.doFilter(request, response);
            return;
        }
        shed.increment();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(PROBLEM.length);
        response.getOutputStream().write(PROBLEM);
        unread.take(request, response);
    }
}
