/**
 * {@code POST /webhooks/easypost}: proves that a webhook comes from EasyPost, by the signature over its raw bytes or by HTTP Basic, and
 * appends the body to the inbox byte for byte. EasyPost hears 200 only after the broker has the body, so what it heard 200 for is kept,
 * and what it did not it sends again.
 */
@NullMarked
package dev.waybill.ingest.webhook;

import org.jspecify.annotations.NullMarked;
