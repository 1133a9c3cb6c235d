package dev.waybill.benchmarks.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Some processes with all that they have started and that still runs. */
public final class Processes {

    /** PostgreSQL writes its number here, and has no other process for a parent. */
    private static final String POSTMASTER = "postgres/data/postmaster.pid";

    private static final double BYTES_A_KILOBYTE = 1024;
    private static final double BYTES_A_MEGABYTE = 1e6;

    /** Linux tells processor time in these, whatever its clock does. */
    private static final double TICKS_A_SECOND = 100;

    /** In /proc/PID/stat, counted from behind the name: user and system time, its own and of children that ended. */
    private static final int FIRST_TIME = 12;

    private static final int LAST_TIME = 15;

    private final List<ProcessHandle> roots;

    private Processes(List<ProcessHandle> roots) {
        this.roots = roots;
    }

    public static Processes of(ProcessHandle... roots) {
        return new Processes(List.of(roots));
    }

    /** Returns these and the PostgreSQL of a data folder. */
    public Processes withPostgres(Path folder) throws IOException {
        String postmaster =
                Files.readAllLines(folder.resolve(POSTMASTER)).get(0).strip();
        return new Processes(Stream.concat(roots.stream(), ProcessHandle.of(Long.parseLong(postmaster)).stream())
                .toList());
    }

    /** Returns the megabytes that they hold; what several of them share counts once. */
    public double megabytes() {
        return sum(Processes::proportionalKilobytes) * BYTES_A_KILOBYTE / BYTES_A_MEGABYTE;
    }

    /** Returns the seconds of processor time that they, and those of them that have ended, have taken so far. */
    public double cpuSeconds() {
        return sum(Processes::ticks) / TICKS_A_SECOND;
    }

    private long sum(ToLongFunction<ProcessHandle> figure) {
        roots.stream().filter(root -> !root.isAlive()).findAny().ifPresent(ended -> {
            throw new IllegalStateException("process " + ended.pid() + " has ended");
        });
        return roots.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .distinct()
                .mapToLong(figure)
                .sum();
    }

    private static long proportionalKilobytes(ProcessHandle process) {
        return read(process, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static long ticks(ProcessHandle process) {
        String stat = read(process, "stat");
        return stat.isEmpty()
                ? 0
                : Stream.of(stat.substring(stat.lastIndexOf(')')).split(" ", -1))
                        .skip(FIRST_TIME)
                        .limit(LAST_TIME - FIRST_TIME + 1)
                        .mapToLong(Long::parseLong)
                        .sum();
    }

    /** Nothing of one that has just ended. */
    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (AccessDeniedException refused) {
            throw new UncheckedIOException(refused);
        } catch (IOException ended) {
            return "";
        }
    }
}
