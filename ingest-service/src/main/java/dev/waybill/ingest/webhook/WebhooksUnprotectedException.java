package dev.waybill.ingest.webhook;

/** Nothing is configured by which a webhook can be told from a forgery. */
final class WebhooksUnprotectedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    WebhooksUnprotectedException() {
        super(
                "No webhook secret: set WAYBILL_WEBHOOK_SECRET, or WAYBILL_WEBHOOK_USERNAME and WAYBILL_WEBHOOK_PASSWORD");
    }
}
