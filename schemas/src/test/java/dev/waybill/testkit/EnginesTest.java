package dev.waybill.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** jqwik is built against an older JUnit Platform than the one that runs it: both engines must take part. */
class EnginesTest {

    private static int tries;

    @Test
    void jupiterRuns(TestInfo info) {
        assertThat(info.getDisplayName()).isEqualTo("jupiterRuns(TestInfo)");
    }

    @Property
    void jqwikRuns(@ForAll int a, @ForAll int b) {
        tries++;
        assertThat(Math.addExact((long) a, b)).isEqualTo((long) b + a);
    }

    @AfterContainer
    static void jqwikTriedAtLeastAThousandTimes() {
        assertThat(tries).isGreaterThanOrEqualTo(1000);
    }
}
