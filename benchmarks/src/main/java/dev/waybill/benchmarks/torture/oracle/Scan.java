package dev.waybill.benchmarks.torture.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One scan of the newest tracker version. */
record Scan(Instant at, JsonNode told) {

    private static final Set<String> EXCEPTIONS = Set.of(
            "address_correction",
            "awaiting_information",
            "damaged",
            "delayed",
            "delivery_exception",
            "expired",
            "failure",
            "held",
            "lost",
            "missorted",
            "refused",
            "return",
            "transit_exception",
            "weather_delay");

    /** By time. */
    static List<Scan> of(JsonNode tracker) {
        return tracker.path("tracking_details")
                .valueStream()
                .map(told -> new Scan(Read.time(told, "datetime"), told))
                .sorted(Comparator.comparing(Scan::at))
                .toList();
    }

    String status() {
        return told.path("status").stringValue();
    }

    /** As it is written, never converted. */
    LocalDate date() {
        return LocalDate.parse(Objects.requireNonNull(Read.date(told, "datetime")));
    }

    boolean isException() {
        return Set.of("failure", "return_to_sender", "error").contains(status()) || EXCEPTIONS.contains(detail());
    }

    boolean isAttempt() {
        return status().equals("delivered") || detail().equals("delivery_exception") || detail().equals("refused");
    }

    private String detail() {
        return told.path("status_detail").stringValue("");
    }
}
