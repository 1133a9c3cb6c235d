package dev.waybill.ingest.activity;

import dev.waybill.events.ActivityEvent;
import dev.waybill.ingest.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Watches the requests to the API. Who shows no valid key is {@value #NOBODY}, and a path that there is not is {@value #NOWHERE}. */
final class ActivityFilter extends OncePerRequestFilter {

    private static final String NOBODY = "anonymous";
    private static final String NOWHERE = "/v1/**";
    private static final int MAX_TEXT = 500;

    private final Activities activities;
    private final Supplier<UUID> ids;
    private final Clock clock;

    ActivityFilter(Activities activities, Supplier<UUID> ids, Clock clock) {
        this.activities = activities;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Instant came = clock.instant();
        try {
            chain.doFilter(request, response);
        } finally {
            activities.report(event(request, response, came));
        }
    }

    private ActivityEvent event(HttpServletRequest request, HttpServletResponse response, Instant came) {
        return ActivityEvent.newBuilder()
                .setId(ids.get().toString())
                .setUserId(attribute(request, Activities.USER, NOBODY))
                .setMethod(cut(request.getMethod()))
                .setEndpoint(attribute(request, HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, NOWHERE))
                .setStatusCode(response.getStatus())
                .setResponseTimeMs(Duration.between(came, clock.instant()).toMillis())
                .setIpAddress(request.getRemoteAddr())
                .setUserAgent(cut(request.getHeader(HttpHeaders.USER_AGENT)))
                .setErrorMessage((String) request.getAttribute(Problem.DETAIL))
                .setTimestamp(came)
                .build();
    }

    private static String attribute(HttpServletRequest request, String name, String otherwise) {
        Object value = request.getAttribute(name);
        return value == null ? otherwise : value.toString();
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
