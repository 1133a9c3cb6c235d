package dev.waybill.console.imports;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What an operator asks for.
 *
 * @param from the first day or time (2026-01-01, or RFC 3339) at which something was made at EasyPost
 * @param to the last, likewise; null for now
 * @param account EasyPost's id of the user whose API key to use; null for the default one
 * @param purchased whether only shipments that were bought; null for true
 */
@JsonNaming(SnakeCaseStrategy.class)
record ImportRequest(
        @NotBlank String from,
        @Nullable String to,
        @Nullable String account,
        @Nullable Boolean purchased) {

    ImportRequest {
        account = account == null || account.isBlank() ? null : account.strip();
    }
}
