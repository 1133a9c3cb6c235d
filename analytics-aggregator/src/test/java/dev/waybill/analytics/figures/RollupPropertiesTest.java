package dev.waybill.analytics.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullUnmarked;

@NullUnmarked
class RollupPropertiesTest {

    @Property(tries = 300)
    void orderDoesNotMatter(@ForAll("many") List<Contribution> shipments, @ForAll Random order) {
        var shuffled = new ArrayList<>(shipments);
        Collections.shuffle(shuffled, order);
        assertThat(Contributions.day(shuffled)).isEqualTo(Contributions.day(shipments));
        assertThat(Contributions.summary(shuffled)).isEqualTo(Contributions.summary(shipments));
    }

    @Property(tries = 300)
    void groupingDoesNotMatter(@ForAll("many") List<Contribution> some, @ForAll("many") List<Contribution> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        assertThat(Contributions.day(some).plus(Contributions.day(more))).isEqualTo(Contributions.day(all));
        assertThat(Contributions.summary(some).plus(Contributions.summary(more)))
                .isEqualTo(Contributions.summary(all));
    }

    @Property(tries = 300)
    void takingOutUndoesAdding(@ForAll("many") List<Contribution> some, @ForAll("many") List<Contribution> more) {
        CarrierDay day = Contributions.day(some);
        CarrierDay added = Contributions.day(more);
        assertThat(day.plus(added).minus(added)).isEqualTo(day);
        assertThat(added.minus(added)).isEqualTo(CarrierDay.EMPTY);
        Summary summary = Contributions.summary(some);
        Summary summed = Contributions.summary(more);
        assertThat(summary.plus(summed).minus(summed)).isEqualTo(summary);
        assertThat(summed.minus(summed)).isEqualTo(Summary.EMPTY);
    }

    @Property(tries = 300)
    void partsAddUp(@ForAll("many") List<Contribution> shipments) {
        CarrierDay day = Contributions.day(shipments);
        assertThat(day.rollup().total()).isEqualTo(shipments.size());
        assertThat(Contributions.summary(shipments).whole()).isEqualTo(day.rollup());
    }

    @Property(tries = 300)
    void noFigureIsEverNegative(@ForAll("many") List<Contribution> shipments, @ForAll("any") Contribution stranger) {
        var others = shipments.stream()
                .filter(one -> one.outcome() != stranger.outcome())
                .toList();
        CarrierDay day = Contributions.day(others);
        assertThatIllegalArgumentException().isThrownBy(() -> day.minus(CarrierDay.of(stranger)));
    }

    @Provide
    Arbitrary<List<Contribution>> many() {
        return Contributions.many();
    }

    @Provide
    Arbitrary<Contribution> any() {
        return Contributions.any();
    }
}
