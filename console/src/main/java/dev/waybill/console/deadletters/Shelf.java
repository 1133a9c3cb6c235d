package dev.waybill.console.deadletters;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The dead letters of one partition, by reason: a byte for each offset, and so a megabyte for a million. Of more than that the newest are kept.
 */
final class Shelf {

    /** Of an offset without a dead letter, such as the marker of a transaction. */
    static final byte NONE = 0;

    private final int most;
    private byte[] reasons = new byte[64];
    private long first;
    private int size;

    /** @param most offsets that are kept at least, once there are twice as many */
    Shelf(int most) {
        this.most = most;
    }

    /** Adds a dead letter behind the last one. */
    void add(long offset, byte reason) {
        if (size == 0) {
            first = offset;
        }
        if (offset - first >= 2L * most) {
            drop(offset - most);
        }
        int place = Math.toIntExact(offset - first);
        if (place >= reasons.length) {
            reasons = Arrays.copyOf(reasons, Math.max(2 * reasons.length, place + 1));
        }
        reasons[place] = reason;
        size = Math.max(size, place + 1);
    }

    /** Forgets what lies before an offset. */
    void drop(long before) {
        int gone = (int) Math.min(size, Math.max(0, before - first));
        if (gone > 0) {
            System.arraycopy(reasons, gone, reasons, 0, size - gone);
            Arrays.fill(reasons, size - gone, size, NONE);
            size -= gone;
        }
        if (before > first) {
            first = before;
        }
    }

    /** Adds up how many there are of each reason. */
    void countInto(long[] counts) {
        for (int i = 0; i < size; i++) {
            counts[reasons[i]]++;
        }
    }

    /**
     * Returns the offsets of dead letters below an offset, the newest first.
     *
     * @param reason or {@link #NONE} for any
     */
    LongStream newestBefore(long below, byte reason) {
        int from = (int) Math.min(size, Math.max(0, below - first));
        return LongStream.range(0, from)
                .map(index -> from - 1 - index)
                .filter(place -> reasons[(int) place] != NONE && (reason == NONE || reasons[(int) place] == reason))
                .map(place -> first + place);
    }
}
