package dev.waybill.schemas.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody under /v1 without an API key: 401 with a problem detail. Who came is in the request attribute {@link ApiKeys#USER}. */
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final String PROBLEM = """
            {"type":"about:blank","title":"Unauthorized","status":401,"detail":"Needs an API key: Authorization: Bearer <API key>"}""";

    private final ApiKeys keys;

    ApiKeyFilter(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> user = keys.nameOf(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (user.isPresent()) {
            request.setAttribute(ApiKeys.USER, user.get());
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(PROBLEM.length());
            response.getOutputStream().write(PROBLEM.getBytes(StandardCharsets.UTF_8));
        }
    }
}
