package dev.waybill.schemas.http;

import dev.waybill.events.ActivityEvent;
import dev.waybill.schemas.boot.Telemetry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Reports each request under /v1 as an ActivityEvent, refused ones included. */
final class ActivityFilter extends OncePerRequestFilter {

    private static final String NOBODY = "anonymous";
    private static final int MAX_USER_AGENT = 255;

    private final Telemetry telemetry;
    private final Clock clock;
    private final Supplier<UUID> ids;

    ActivityFilter(Telemetry telemetry, Clock clock, Supplier<UUID> ids) {
        this.telemetry = telemetry;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Instant began = clock.instant();
        String error = null;
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException failure) {
            error = failure.getClass().getName();
            throw failure;
        } finally {
            telemetry.report(activity(request, error == null ? response.getStatus() : 500, began, error));
        }
    }

    private ActivityEvent activity(HttpServletRequest request, int status, Instant began, @Nullable String error) {
        return ActivityEvent.newBuilder()
                .setId(ids.get().toString())
                .setUserId(Objects.requireNonNullElse((String) request.getAttribute(ApiKeyFilter.USER), NOBODY))
                .setMethod(request.getMethod())
                .setEndpoint(Objects.requireNonNullElse(
                        (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "unmatched"))
                .setStatusCode(status)
                .setResponseTimeMs(clock.millis() - began.toEpochMilli())
                .setIpAddress(request.getRemoteAddr())
                .setUserAgent(cut(request.getHeader("User-Agent")))
                .setErrorMessage(error)
                .setTimestamp(began)
                .build();
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= MAX_USER_AGENT ? text : text.substring(0, MAX_USER_AGENT);
    }
}
