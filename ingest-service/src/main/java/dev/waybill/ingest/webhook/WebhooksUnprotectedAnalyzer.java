package dev.waybill.ingest.webhook;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** One line in place of a stack trace. */
final class WebhooksUnprotectedAnalyzer extends AbstractFailureAnalyzer<WebhooksUnprotectedException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, WebhooksUnprotectedException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
