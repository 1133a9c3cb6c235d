package dev.waybill.console.topics;

import dev.waybill.schemas.http.Problem;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;

/** What the broker answers, to a request of REST. */
public final class Broker {

    private static final long TIMEOUT_SECONDS = 10;

    private Broker() {}

    /**
     * Waits for an answer.
     *
     * @throws Problem when none comes, or a refusal
     */
    public static <T> T await(Future<T> answer) {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw away(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw away(stopped);
        }
    }

    /** Returns the problem that a failure of the broker is. */
    public static Problem away(Exception failure) {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE, "broker-away", "The broker does not answer; try again", failure)
                .header("Retry-After", "5");
    }
}
