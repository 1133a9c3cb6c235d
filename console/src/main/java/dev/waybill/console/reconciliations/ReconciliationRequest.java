package dev.waybill.console.reconciliations;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What is to be compared.
 *
 * @param updatedSince a time (RFC 3339): what EasyPost has changed since
 * @param account EasyPost's id of the user whose API key to use; null for the default one
 */
@JsonNaming(SnakeCaseStrategy.class)
record ReconciliationRequest(String updatedSince, @Nullable String account) {

    ReconciliationRequest {
        updatedSince = updatedSince == null ? "" : updatedSince;
        account = account == null || account.isBlank() ? null : account.strip();
    }
}
