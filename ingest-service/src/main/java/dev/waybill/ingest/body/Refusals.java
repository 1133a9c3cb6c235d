package dev.waybill.ingest.body;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets whoever is refused finish sending. */
final class Refusals extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int LEAST_ERROR = 400;

    private final transient UnreadBody unread;

    Refusals(UnreadBody unread) {
        this.unread = unread;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        int status = response.getStatus();
        if (status >= LEAST_ERROR && status != HttpServletResponse.SC_REQUEST_TIMEOUT) {
            unread.take(request, response);
        }
    }
}
