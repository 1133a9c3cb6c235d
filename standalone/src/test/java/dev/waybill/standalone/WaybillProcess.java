package dev.waybill.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waybill in a JVM of its own, as the script starts it. */
final class WaybillProcess implements AutoCloseable {

    /** The JDK from which on the script says what its libraries may do, so that they are not warned of. */
    private static final int SILENT_SINCE = 24;

    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final Path folder;
    private final Path out;
    private final Path err;

    private WaybillProcess(Process process, Path folder, Path out, Path err) {
        this.process = process;
        this.folder = folder;
        this.out = out;
        this.err = err;
    }

    static WaybillProcess start(Path scratch, String... arguments) throws IOException {
        Path folder = Files.createTempDirectory(scratch, "waybill-" + arguments[0]);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                "-Dwaybill.binaries=" + System.getProperty("waybill.binaries"),
                "-Dlogback.configurationFile=logback.xml"));
        if (arguments[0].equals("demo")) {
            command.add("-Dwaybill.throw-away=" + folder);
        }
        if (Runtime.version().feature() >= SILENT_SINCE) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Waybill.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new WaybillProcess(process, folder, out, err);
    }

    /** The folder of its temporary files: all there is of a demo. */
    Path folder() {
        return folder;
    }

    void awaitOut(String line) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .failFast("it ended", () -> !process.isAlive())
                .until(() -> out().contains(line));
    }

    Map<String, String> awaitReady(Path data) {
        Path environment = data.resolve("waybill.env");
        await().atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .failFast("it ended", () -> !process.isAlive())
                .until(() -> Files.exists(environment));
        return Shell.environment(environment);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + out + ", " + err);
        }
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    List<String> err() throws IOException {
        return Files.readAllLines(err);
    }

    /** Asks it to stop, as Ctrl-C does, and tells how long that took. */
    Duration terminate() throws InterruptedException {
        long begin = System.nanoTime();
        process.destroy();
        exitCode();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** Asks first: a PostgreSQL must not be left to the tests that follow. */
    @Override
    public void close() {
        process.destroy();
        try {
            exitCode();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
