package dev.waybill.schemas.rebuild;

import java.util.List;

/**
 * Records of the log that the version which folds it puts aside, as dead letters.
 *
 * @param records how many
 * @param first ten of them
 */
public record Refusals(long records, List<Refusal> first) {

    public static final Refusals NONE = new Refusals(0, List.of());

    public Refusals {
        first = List.copyOf(first);
    }

    /**
     * One of them.
     *
     * @param key as text, 200 characters of it at most; empty for none
     * @param reason why it is put aside
     */
    public record Refusal(String topic, int partition, long offset, String key, String reason) {}
}
