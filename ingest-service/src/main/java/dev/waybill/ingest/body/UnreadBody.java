package dev.waybill.ingest.body;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * What is left of the body of a refused request. It is read and thrown away: a client that is still sending would otherwise find its
 * connection closed, and not the answer. Of a body that is too long or too slow nothing more is read, and its connection goes.
 */
public final class UnreadBody {

    private static final Logger log = LoggerFactory.getLogger(UnreadBody.class);
    private static final int MOST = 2 << 20;
    private static final int BUFFER = 8 << 10;

    private final Bodies bodies;

    UnreadBody(Bodies bodies) {
        this.bodies = bodies;
    }

    /** Sends the answer and reads what is left. Who waits to be asked for the body is not asked for it. */
    public void take(HttpServletRequest request, HttpServletResponse response) {
        try (Body rest = bodies.open(request.getInputStream())) {
            response.flushBuffer();
            if (request.getHeader(HttpHeaders.EXPECT) != null
                    || request.getInputStream().isFinished()) {
                return;
            }
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
