package dev.waybill.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as an operator runs them, each in a JVM of its own. */
class WaybillIT {

    @TempDir
    Path scratch;

    private final String port = Integer.toString(FreePorts.fourInARow());

    @Test
    void aTakenPortIsToldInOneLine() throws Exception {
        int taken = Integer.parseInt(port) + 1;
        try (var socket = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress());
                var waybill = WaybillProcess.start(
                        scratch, "up", "--data", scratch.resolve("data").toString(), "--port", port)) {
            assertThat(waybill.exitCode()).isEqualTo(1);
            assertThat(waybill.err())
                    .singleElement()
                    .asString()
                    .contains("Port " + socket.getLocalPort() + " (ingest-service) is taken");
        }
    }

    @Test
    void aDemoEndsWellWhenAllHasArrivedAndClearsAwayAKilledOne() throws Exception {
        Path left = killedDemo();
        try (var demo = WaybillProcess.start(scratch, "demo", "--once", "--parcels", "20", "--port", port)) {
            int exitCode = demo.exitCode();
            assertThat(demo.out())
                    .contains("webhooks accepted")
                    .contains("on time")
                    .contains("Everything sent has arrived");
            assertThat(exitCode).isZero();
            assertThat(demo.err()).isEmpty();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(demo.folder()).doesNotExist());
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(left).doesNotExist());
    }

    /** Returns the folder that it leaves, whose PostgreSQL stops without anybody's doing. */
    private Path killedDemo() throws Exception {
        try (var demo = WaybillProcess.start(scratch, "demo", "--once", "--port", port)) {
            demo.awaitOut("Kafka and PostgreSQL are ready");
            long postgres = Reader.postmaster(demo.folder());
            assertThat(ProcessHandle.of(postgres)).isPresent();
            demo.kill();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> ProcessHandle.of(postgres)
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
            return demo.folder();
        }
    }
}
