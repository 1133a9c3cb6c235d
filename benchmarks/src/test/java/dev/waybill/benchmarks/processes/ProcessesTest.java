package dev.waybill.benchmarks.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessesTest {

    private static final Processes THIS = Processes.of(ProcessHandle.current());

    @Test
    void memoryAndTimeAreThoseOfTheProcess() {
        long began = System.nanoTime();
        double before = THIS.cpuSeconds();
        while (THIS.cpuSeconds() < before + 0.2) {
            assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
        }

        assertThat(THIS.megabytes()).isBetween(20.0, 4_000.0);
        assertThat(before).isBetween(0.1, 1_000.0);
    }

    @Test
    void childrenCountAsWell() throws IOException {
        double alone = THIS.cpuSeconds();
        Process child = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            Processes ofChild = Processes.of(child.toHandle());
            while (ofChild.cpuSeconds() < 0.3) {
                Thread.onSpinWait();
            }

            assertThat(THIS.cpuSeconds() - alone).isGreaterThanOrEqualTo(0.3);
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void oneThatHasEndedHasNoFigures() throws IOException {
        Process child = new ProcessBuilder("true").start();
        child.onExit().join();

        assertThatIllegalStateException().isThrownBy(Processes.of(child.toHandle())::megabytes);
    }
}
