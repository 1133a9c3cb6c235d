package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Engine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * No byte left where an engine writes, until an operator makes room and starts again what stopped. Only on a file system of its own: see
 * {@link SmallDisks}.
 */
public record FullDisk(Engine engine, Duration full) implements Fault {

    private static final int CHUNK = 1 << 16;

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        Path ballast = ground.site().folder(engine).resolve("ballast");
        long end = System.nanoTime() + full.toNanos();
        long filled = 0;
        while (System.nanoTime() < end) {
            filled += fill(ballast);
            Ground.pause(Duration.ofMillis(200));
        }
        Files.delete(ballast);
        boolean stopped = !ground.of(engine).handle().isAlive() || !answers(ground);
        if (stopped) {
            ground.of(engine).close();
            ground.start(engine);
        }
        return Outcome.done(
                "%d MiB of ballast; it %s".formatted(filled >> 20, stopped ? "stopped" : "went on by itself"));
    }

    private boolean answers(Ground ground) {
        try {
            return engine == Engine.BROKER || ground.value("select 1") != null;
        } catch (SQLException away) {
            return false;
        }
    }

    private static long fill(Path ballast) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long filled = 0;
        try (OutputStream file = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int size = CHUNK; size > 0; ) {
                try {
                    file.write(chunk, 0, size);
                    filled += size;
                } catch (IOException full) {
                    size /= 2;
                }
            }
        }
        return filled;
    }
}
