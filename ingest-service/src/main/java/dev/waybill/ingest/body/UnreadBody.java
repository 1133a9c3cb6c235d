package dev.waybill.ingest.body;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is left of a body before its request is answered: a client that is still sending would otherwise find its connection closed,
 * and not the answer. Of a body that is too long or too slow nothing more is read, and its connection goes.
 */
final class UnreadBody extends HttpFilter {

    private static final Logger log = LoggerFactory.getLogger(UnreadBody.class);
    private static final long serialVersionUID = 1L;
    private static final int MOST = 2 << 20;
    private static final int BUFFER = 8 << 10;

    private final transient Bodies bodies;

    UnreadBody(Bodies bodies) {
        this.bodies = bodies;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (response.getStatus() != HttpServletResponse.SC_REQUEST_TIMEOUT) {
            readTheRest(request);
        }
    }

    private void readTheRest(HttpServletRequest request) {
        try (Body rest = bodies.open(request.getInputStream())) {
            byte[] buffer = new byte[BUFFER];
            int read = rest.read(buffer);
            for (long left = MOST; read >= 0 && left > 0; left -= read) {
                read = rest.read(buffer);
            }
        } catch (IOException broken) {
            log.debug("The rest of a body did not come", broken);
        }
    }
}
