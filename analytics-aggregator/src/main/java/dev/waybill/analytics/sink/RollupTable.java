package dev.waybill.analytics.sink;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that is what a compacted topic says: the last value of each key, or no row. Writes within the current transaction. */
interface RollupTable {

    /** The topic. */
    String topic();

    /**
     * Writes the newest values of some keys.
     *
     * @param values null where the key has gone
     */
    void write(Map<String, byte @Nullable []> values);
}
