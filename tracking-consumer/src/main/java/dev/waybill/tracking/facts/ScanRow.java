package dev.waybill.tracking.facts;

import dev.waybill.tracking.shipment.Scan;
import java.time.Instant;
import java.util.UUID;

/** A scan of a shipment, and when the webhook that told it arrived. */
record ScanRow(UUID shipment, Instant receivedAt, Scan scan) {}
