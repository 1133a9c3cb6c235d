package dev.waybill.ingest.upload;

import dev.waybill.ingest.activity.Activities;
import dev.waybill.ingest.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets nobody into {@code /v1} without an API key, before any of the body is read. */
final class ApiKeyCheck implements HandlerInterceptor {

    private final ApiKeys keys;

    ApiKeyCheck(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String name = keys.nameOf(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (name == null) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "bad-api-key", "The API key is missing or wrong")
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"waybill\"");
        }
        request.setAttribute(Activities.USER, name);
        return true;
    }
}
