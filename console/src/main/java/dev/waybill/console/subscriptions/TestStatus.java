package dev.waybill.console.subscriptions;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What came of a test, as REST tells of it. */
@JsonNaming(SnakeCaseStrategy.class)
record TestStatus(
        boolean accepted,
        @Nullable Integer statusCode,
        @Nullable String answer,
        @Nullable String error,
        long durationMs) {

    static TestStatus of(Answer answer) {
        return new TestStatus(
                answer.isAccepted(),
                answer.status(),
                answer.text(),
                answer.error(),
                answer.took().toMillis());
    }
}
