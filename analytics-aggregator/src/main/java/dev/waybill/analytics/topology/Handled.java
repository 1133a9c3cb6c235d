package dev.waybill.analytics.topology;

import java.util.Map;

/**
 * How far older folds came: the status of what they have read is told already. A new fold learns it and tells nobody again.
 *
 * @param offsets per partition of shipment-metrics, the first offset that no older fold has handled
 */
public record Handled(Map<Integer, Long> offsets) {

    /** Of a fold that is the first. */
    public static final Handled NOTHING = new Handled(Map.of());

    boolean includes(int partition, long offset) {
        return offset < offsets.getOrDefault(partition, 0L);
    }
}
