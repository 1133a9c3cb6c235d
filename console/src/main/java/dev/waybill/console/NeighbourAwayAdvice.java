package dev.waybill.console;

import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.sql.SQLException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What a request gets when PostgreSQL or the schema registry cannot answer it: 503 with Retry-After, as a problem detail that tells nothing of
 * them. What PostgreSQL cannot take for a value is the asker's: 400.
 */
@Order(0)
@RestControllerAdvice
class NeighbourAwayAdvice {

    private static final Logger log = LoggerFactory.getLogger(NeighbourAwayAdvice.class);
    private static final String RETRY_AFTER_SECONDS = "5";
    /** SQLSTATE's class of values that are none. */
    private static final String DATA_EXCEPTION = "22";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> databaseAway(DataAccessException failure) {
        if (failure.getMostSpecificCause() instanceof SQLException refused
                && Objects.requireNonNullElse(refused.getSQLState(), "").startsWith(DATA_EXCEPTION)) {
            Problem bad = Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "bad-value",
                    "A value cannot be asked for, such as a text with a NUL in it",
                    failure);
            return ResponseEntity.badRequest()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(bad.getBody());
        }
        log.warn(
                "A request cannot be answered: {}",
                failure.getMostSpecificCause().getMessage());
        return unavailable("database-away", "The database does not answer; try again", failure);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> registryAway(RegistryAwayException failure) {
        return unavailable("registry-away", "The schema registry does not answer; try again", failure);
    }

    private static ResponseEntity<ProblemDetail> unavailable(String type, String detail, Exception failure) {
        Problem away = Problem.of(HttpStatus.SERVICE_UNAVAILABLE, type, detail, failure);
        return ResponseEntity.status(away.getStatusCode())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(away.getBody());
    }
}
