package dev.waybill.ingest.upload;

import dev.waybill.schemas.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What the caller says that an upload is. */
enum UploadFormat {
    JSON,
    NDJSON;

    private static final Set<MediaType> NDJSON_TYPES = Set.of(
            MediaType.APPLICATION_NDJSON,
            MediaType.parseMediaType("application/ndjson"),
            MediaType.parseMediaType("application/jsonl"));

    /**
     * Returns the format of a request.
     *
     * @throws Problem when it is none of them, or encoded
     */
    static UploadFormat of(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) == null) {
            MediaType type = mediaType(request);
            if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
                return JSON;
            }
            if (NDJSON_TYPES.stream().anyMatch(type::equalsTypeAndSubtype)) {
                return NDJSON;
            }
        }
        throw Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "not-json",
                        "The body must be application/json or application/x-ndjson, not encoded")
                .header(HttpHeaders.ACCEPT, "application/json, application/x-ndjson");
    }

    private static MediaType mediaType(HttpServletRequest request) {
        String told = request.getContentType();
        try {
            return told == null ? MediaType.ALL : MediaType.parseMediaType(told);
        } catch (InvalidMediaTypeException malformed) {
            return MediaType.ALL;
        }
    }
}
