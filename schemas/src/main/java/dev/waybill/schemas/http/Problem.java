package dev.waybill.schemas.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer that is no success, thrown by whoever finds out. */
public final class Problem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final String TYPES = "urn:waybill:problem:";

    private Problem(HttpStatus status, ProblemDetail body, @Nullable Throwable cause) {
        super(status, body, cause);
    }

    /**
     * Returns a problem.
     *
     * @param type its stable name, the end of the type URI
     * @param detail a sentence for whoever reads the answer
     */
    public static Problem of(HttpStatus status, String type, String detail) {
        return of(status, type, detail, null);
    }

    /** Returns a problem with the failure behind it, which is not told. */
    public static Problem of(HttpStatus status, String type, String detail, @Nullable Throwable cause) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(type(type));
        return new Problem(status, body, cause);
    }

    /** Adds a response header. */
    public Problem header(String name, String value) {
        getHeaders().set(name, value);
        return this;
    }

    /** Adds a member to the body. */
    public Problem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }

    /** Returns the stable name of a problem. */
    public static String nameOf(Problem problem) {
        return String.valueOf(problem.getBody().getType()).substring(TYPES.length());
    }

    static URI type(String name) {
        return URI.create(TYPES + name);
    }
}
