package dev.waybill.analytics.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.analytics.figures.CarrierDay;
import dev.waybill.analytics.figures.Contribution;
import dev.waybill.analytics.figures.Contributions;
import dev.waybill.analytics.figures.Delta;
import dev.waybill.analytics.figures.Summary;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullUnmarked;

@NullUnmarked
class CodecsTest {

    @Property(tries = 200)
    void whatIsKeptComesBack(@ForAll("many") List<Contribution> shipments) {
        CarrierDay day = shipments.stream().map(CarrierDay::of).reduce(CarrierDay.EMPTY, CarrierDay::plus);
        assertThat(Codecs.CARRIER_DAY.decode(Codecs.CARRIER_DAY.encode(day))).isEqualTo(day);
        Summary summary = shipments.stream().map(Summary::of).reduce(Summary.EMPTY, Summary::plus);
        assertThat(Codecs.SUMMARY.decode(Codecs.SUMMARY.encode(summary))).isEqualTo(summary);
    }

    @Property(tries = 200)
    void changesComeBack(@ForAll("any") Contribution before, @ForAll("any") Contribution after) {
        for (Delta delta : List.of(new Delta(before, after), new Delta(null, after), new Delta(before, null))) {
            assertThat(Codecs.DELTA.decode(Codecs.DELTA.encode(delta))).isEqualTo(delta);
        }
        for (Shipment shipment :
                List.of(new Shipment("delivered", "arrived", after, 7L), new Shipment("unknown", null, null, null))) {
            assertThat(Codecs.SHIPMENT.decode(Codecs.SHIPMENT.encode(shipment))).isEqualTo(shipment);
        }
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
