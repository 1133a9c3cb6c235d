package dev.waybill.console.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {

    @Property
    void comeBackAsTheyWere(
            @ForAll @Size(max = 3)
                    Map<EventType, @Size(min = 1, max = 24) List<@LongRange(max = 1L << 60) Long>> offsets) {
        var next = new HashMap<TopicPartition, Long>();
        offsets.forEach((type, some) -> {
            for (int partition = 0; partition < some.size(); partition++) {
                next.put(new TopicPartition(type.topic(), partition), some.get(partition));
            }
        });

        assertThat(Positions.of(new Positions(next).text()).next()).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status:",
                "status:x",
                "status:1,",
                "status:-1",
                "stat:1",
                ":1",
                "status:1;",
                "status:99999999999999999999"
            })
    void nothingElseIsRead(String text) {
        assertThatThrownBy(() -> Positions.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
