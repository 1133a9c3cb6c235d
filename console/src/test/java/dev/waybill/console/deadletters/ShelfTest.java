package dev.waybill.console.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.deadletters.Shelf.Label;
import dev.waybill.events.DeadLetterState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    void holdsWhatIsAddedInAnyOrderAndForgetsWhatTheLogForgets(
            @ForAll @LongRange(max = 1_000_000) long first,
            @ForAll @Size(max = 80) List<@IntRange(min = 1, max = 4) Integer> gaps,
            @ForAll @IntRange(max = 100) int forgotten,
            @ForAll @IntRange(min = 1, max = 3) int reason,
            @ForAll DeadLetterState state,
            @ForAll long order) {
        var shelf = new Shelf(first, 1000);
        var expected = new TreeMap<Long, Label>();
        List<Runnable> told = new ArrayList<>();
        long offset = first - 1;
        for (int gap : gaps) {
            offset += gap;
            long place = offset;
            DeadLetterState became = List.of(DeadLetterState.values()).get((int) (place % 5) % 3);
            var label = new Label(place % 7 == 0 ? Shelf.MAX_REASON : (int) (1 + place % 3), became);
            told.add(() -> shelf.add(place, label.reason()));
            if (label.state() != DeadLetterState.OPEN) {
                told.add(() -> shelf.settle(place, label.state()));
            }
            expected.put(place, label);
        }
        Collections.shuffle(told, new Random(order));
        told.forEach(Runnable::run);
        shelf.drop(first + forgotten);
        expected.headMap(first + forgotten).clear();

        expected.forEach((place, label) -> assertThat(shelf.state(place)).isEqualTo(label.state()));
        var counts = new HashMap<Label, Long>();
        shelf.count(counts::put);
        Map<Label, Long> expectedCounts = new HashMap<>();
        expected.values().forEach(label -> expectedCounts.merge(label, 1L, Long::sum));
        assertThat(counts).isEqualTo(expectedCounts);
        var wanted = new Label(reason, state);
        expected.values().removeIf(label -> !label.equals(wanted));
        assertThat(shelf.newestBefore(Long.MAX_VALUE, wanted::equals).boxed())
                .containsExactlyElementsOf(expected.descendingKeySet());
    }

    @Test
    void aFloodLeavesTheNewest() {
        var shelf = new Shelf(0, MOST);
        for (int offset = 0; offset < 10_000; offset++) {
            shelf.add(offset, 1);
        }

        assertThat(shelf.newestBefore(Long.MAX_VALUE, label -> true).boxed())
                .hasSizeBetween(MOST, 2 * MOST)
                .startsWith(9_999L, 9_998L);
        assertThat(shelf.newestBefore(9_990, label -> true).findFirst()).hasValue(9_989);
        assertThat(shelf.state(0)).isEqualTo(DeadLetterState.OPEN);
    }

    @Test
    void whatLiesFarApartIsNoFlood() {
        var shelf = new Shelf(5, MOST);
        shelf.add(5, 1);
        shelf.add(5_000_000_000L, 2);

        assertThat(shelf.newestBefore(Long.MAX_VALUE, label -> true).boxed()).containsExactly(5_000_000_000L);
    }

    @Test
    void whatIsToldOfAForgottenOneIsForgotten() {
        var shelf = new Shelf(10, MOST);
        shelf.add(10, 1);
        shelf.settle(9, DeadLetterState.DISCARDED);

        assertThat(shelf.state(9)).isEqualTo(DeadLetterState.OPEN);
        assertThat(shelf.state(10)).isEqualTo(DeadLetterState.OPEN);
    }

    @Test
    void theLastOutcomeCounts() {
        var shelf = new Shelf(0, MOST);
        shelf.add(3, 2);
        shelf.settle(3, DeadLetterState.DISCARDED);
        shelf.settle(3, DeadLetterState.REPLAYED);

        assertThat(shelf.newestBefore(Long.MAX_VALUE, new Label(2, DeadLetterState.REPLAYED)::equals)
                        .boxed())
                .containsExactly(3L);
    }
}
