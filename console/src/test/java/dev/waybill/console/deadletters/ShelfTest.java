package dev.waybill.console.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private static final int MOST = 50;

    @Property
    void holdsWhatIsAddedAndForgetsWhatTheLogForgets(
            @ForAll @LongRange(max = 1_000_000) long first,
            @ForAll @Size(max = 80) List<@IntRange(min = 1, max = 4) Integer> gaps,
            @ForAll @IntRange(max = 100) int forgotten,
            @ForAll @IntRange(min = 0, max = 3) int reason) {
        var shelf = new Shelf(1000);
        var expected = new TreeMap<Long, Byte>();
        long offset = first;
        for (int gap : gaps) {
            offset += gap;
            byte code = (byte) (1 + offset % 3);
            shelf.add(offset, code);
            expected.put(offset, code);
        }
        shelf.drop(first + forgotten);
        expected.headMap(first + forgotten).clear();
        expected.values().removeIf(code -> reason != Shelf.NONE && code != reason);

        assertThat(shelf.newestBefore(Long.MAX_VALUE, (byte) reason).boxed())
                .containsExactlyElementsOf(expected.descendingKeySet());
        long[] counts = new long[4];
        shelf.countInto(counts);
        if (reason != Shelf.NONE) {
            assertThat(counts[reason]).isEqualTo(expected.size());
        }
    }

    @Test
    void aFloodLeavesTheNewest() {
        var shelf = new Shelf(MOST);
        for (int offset = 0; offset < 10_000; offset++) {
            shelf.add(offset, (byte) 1);
        }

        assertThat(shelf.newestBefore(Long.MAX_VALUE, Shelf.NONE).boxed())
                .hasSizeBetween(MOST, 2 * MOST)
                .startsWith(9_999L, 9_998L);
        assertThat(shelf.newestBefore(9_990, Shelf.NONE).findFirst()).hasValue(9_989);
    }

    @Test
    void whatLiesFarApartIsNoFlood() {
        var shelf = new Shelf(MOST);
        shelf.add(5, (byte) 1);
        shelf.add(5_000_000_000L, (byte) 2);

        assertThat(shelf.newestBefore(Long.MAX_VALUE, Shelf.NONE).boxed()).containsExactly(5_000_000_000L);
    }
}
