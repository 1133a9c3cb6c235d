package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Shipment;
import org.jspecify.annotations.Nullable;

/**
 * How far a shipment has come, as one number for tellings that share an updated_at. From the highest bit down: refunded, refund
 * submitted, insured, number of fees (16 bits), labelled, purchased; and 1 for created.
 */
final class ShipmentRank {

    private static final int MAX_FEES = 0xffff;

    private ShipmentRank() {}

    static int of(Shipment shipment) {
        String refund = shipment.getRefundStatus();
        return bit(21, "refunded".equals(refund))
                | bit(20, isAnswered(refund))
                | bit(
                        19,
                        shipment.getInsurance() != null
                                && shipment.getInsurance().signum() > 0)
                | Math.min(shipment.getFees().size(), MAX_FEES) << 3
                | bit(2, shipment.getPostageLabel() != null)
                | bit(1, shipment.getSelectedRate() != null || shipment.getTrackingCode() != null)
                | 1;
    }

    /** Submitted, and what can only come after it. */
    private static boolean isAnswered(@Nullable String refund) {
        return refund != null && !refund.equals("not_applicable");
    }

    private static int bit(int place, boolean set) {
        return set ? 1 << place : 0;
    }
}
