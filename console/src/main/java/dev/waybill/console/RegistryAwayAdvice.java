package dev.waybill.console;

import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.wire.RegistryAwayException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a request gets when the schema registry cannot be asked: 503 with Retry-After, as a problem detail. */
@Order(0)
@RestControllerAdvice
class RegistryAwayAdvice {

    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(RegistryAwayException failure) {
        Problem away = Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "registry-away",
                "The schema registry does not answer; try again",
                failure);
        return ResponseEntity.status(away.getStatusCode())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(away.getBody());
    }
}
