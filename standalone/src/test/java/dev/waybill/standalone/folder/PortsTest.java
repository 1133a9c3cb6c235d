package dev.waybill.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    Path scratch;

    @Test
    void theyAreChosenOnceAndKept() {
        try (DataFolder folder = DataFolder.open(scratch)) {
            assertThat(Ports.of(folder)).isEqualTo(Ports.of(folder));
        }
    }

    @Test
    void aTakenOneIsNamed() throws IOException {
        try (DataFolder folder = DataFolder.open(scratch)) {
            Ports ports = Ports.of(folder);
            try (var taken = new ServerSocket(ports.postgres(), 1, InetAddress.getLoopbackAddress())) {
                assertThatThrownBy(() -> ports.requireFree(folder))
                        .isInstanceOf(Problem.class)
                        .hasMessageContaining("Port " + taken.getLocalPort() + " (PostgreSQL) is taken");
            }
        }
    }
}
