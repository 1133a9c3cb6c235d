package dev.waybill.schemas.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Gives Spring MVC's own errors a stable type, named after the status, and everything unforeseen the status 500. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unforeseen(Exception failure, WebRequest request) {
        if (failure instanceof HttpException jettys) {
            // it finds out that a query is none when it is asked for a parameter
            HttpStatusCode status = HttpStatusCode.valueOf(jettys.getCode());
            return handleExceptionInternal(failure, null, new HttpHeaders(), status, request);
        }
        log.error("A request failed", failure);
        return handleExceptionInternal(failure, null, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @ExceptionHandler(IOException.class)
    @Nullable
    ResponseEntity<Object> brokenOff(IOException failure, WebRequest request) {
        log.debug("A request broke off", failure);
        HttpStatus status =
                failure instanceof SocketTimeoutException ? HttpStatus.REQUEST_TIMEOUT : HttpStatus.BAD_REQUEST;
        return handleExceptionInternal(failure, null, new HttpHeaders(), status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return super.handleExceptionInternal(
                failure, failure instanceof Problem ? body : told(failure, body, status), headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        // some of Spring's exceptions have headers that cannot be written to
        HttpHeaders problemHeaders = HttpHeaders.copyOf(headers);
        problemHeaders.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(body, problemHeaders, status);
    }

    private static ProblemDetail told(Exception failure, @Nullable Object body, HttpStatusCode status) {
        ProblemDetail problem = told(status);
        if (body instanceof ProblemDetail springs) {
            problem.setDetail(springs.getDetail());
        } else if (failure instanceof ErrorResponse response) {
            problem.setDetail(response.getBody().getDetail());
        }
        return problem;
    }

    static ProblemDetail told(HttpStatusCode status) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        String phrase = Objects.requireNonNullElse(problem.getTitle(), "error " + status.value());
        problem.setTitle(phrase);
        problem.setType(Problem.type(phrase.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")));
        return problem;
    }
}
