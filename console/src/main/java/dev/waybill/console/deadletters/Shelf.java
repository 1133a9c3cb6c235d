package dev.waybill.console.deadletters;

import dev.waybill.events.DeadLetterState;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The dead letters of one partition, each with its reason and its state: a byte for each offset, and so a megabyte for a million. Of more than
 * that the newest are kept. What has become of a dead letter may be told before the letter.
 */
final class Shelf {

    /** The greatest number of a reason; the least is 1. */
    static final int MAX_REASON = 63;

    private static final int STATE_SHIFT = 6;
    private static final int BYTES = 256;
    private static final List<DeadLetterState> STATES =
            List.of(DeadLetterState.OPEN, DeadLetterState.REPLAYED, DeadLetterState.DISCARDED);

    private final int most;
    private byte[] letters = new byte[64];
    private long first;
    private int size;

    /**
     * @param first where the partition begins: nothing is known of what lies before
     * @param most offsets that are kept at least, once there are twice as many
     */
    Shelf(long first, int most) {
        this.first = first;
        this.most = most;
    }

    /** What a dead letter is: the number of its reason, and its state. */
    record Label(int reason, DeadLetterState state) {

        private static Label of(byte letter) {
            return new Label(letter & MAX_REASON, STATES.get((letter & (BYTES - 1)) >> STATE_SHIFT));
        }
    }

    /** How many dead letters have a label. */
    interface Counting {

        void add(Label label, long count);
    }

    /** Adds a dead letter. */
    void add(long offset, int reason) {
        if (reaches(offset)) {
            letters[place(offset)] |= (byte) reason;
        }
    }

    /** Says what has become of a dead letter. */
    void settle(long offset, DeadLetterState state) {
        if (reaches(offset)) {
            int place = place(offset);
            letters[place] = (byte) ((letters[place] & MAX_REASON) | (STATES.indexOf(state) << STATE_SHIFT));
        }
    }

    /** Returns the state of a dead letter; one that is not known is open. */
    DeadLetterState state(long offset) {
        return offset < first || offset - first >= size ? DeadLetterState.OPEN : Label.of(letters[place(offset)]).state;
    }

    /** Forgets what lies before an offset. */
    void drop(long before) {
        int gone = (int) Math.min(size, Math.max(0, before - first));
        if (gone > 0) {
            System.arraycopy(letters, gone, letters, 0, size - gone);
            Arrays.fill(letters, size - gone, size, (byte) 0);
            size -= gone;
        }
        first = Math.max(first, before);
    }

    /** Tells how many dead letters there are of each label. */
    void count(Counting counting) {
        long[] counts = new long[BYTES];
        for (int i = 0; i < size; i++) {
            counts[letters[i] & (BYTES - 1)]++;
        }
        for (int letter = 0; letter < BYTES; letter++) {
            if (counts[letter] > 0 && (letter & MAX_REASON) > 0) {
                counting.add(Label.of((byte) letter), counts[letter]);
            }
        }
    }

    /** Returns the offsets of dead letters below an offset, the newest first. */
    LongStream newestBefore(long below, Predicate<Label> wanted) {
        int from = (int) Math.min(size, Math.max(0, below - first));
        return LongStream.range(0, from).map(index -> first + from - 1 - index).filter(offset -> {
            Label label = Label.of(letters[place(offset)]);
            return label.reason > 0 && wanted.test(label);
        });
    }

    /** Makes room for an offset; false when it is forgotten. */
    private boolean reaches(long offset) {
        if (offset - first >= 2L * most) {
            drop(offset - most);
        }
        if (offset < first) {
            return false;
        }
        int place = place(offset);
        if (place >= letters.length) {
            letters = Arrays.copyOf(letters, Math.max(2 * letters.length, place + 1));
        }
        size = Math.max(size, place + 1);
        return true;
    }

    private int place(long offset) {
        return Math.toIntExact(offset - first);
    }
}
