package dev.waybill.console;

import dev.waybill.schemas.http.Problem;
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

/** What a request gets when PostgreSQL cannot answer it: 503 with Retry-After, as a problem detail that tells nothing of the database. */
@Order(0)
@RestControllerAdvice
class DatabaseAwayAdvice {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAwayAdvice.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(DataAccessException failure) {
        log.warn(
                "A request cannot be answered: {}",
                failure.getMostSpecificCause().getMessage());
        Problem away = Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE, "database-away", "The database does not answer; try again", failure);
        return ResponseEntity.status(away.getStatusCode())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(away.getBody());
    }
}
