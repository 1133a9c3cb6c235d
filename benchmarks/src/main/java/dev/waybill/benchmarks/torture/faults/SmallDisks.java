package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Engine;
import dev.waybill.benchmarks.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small file system for each engine, in memory. Each bears the number of the process that made it. */
public final class SmallDisks implements AutoCloseable {

    private static final String OPTIONS = "size=900m,mode=0700";
    private static final String NAME = "waybill-torture-";
    private static final Path MOUNTS = Path.of("/proc/mounts");

    private final Site site;
    private final List<Engine> mounted;

    /** Mounts them when they are wanted, as far as the operating system lets one. */
    public SmallDisks(Site site, boolean wanted) {
        this.site = site;
        this.mounted = wanted ? Stream.of(Engine.values()).filter(this::mount).toList() : List.of();
    }

    /** Whether each engine has one. */
    public boolean areThere() {
        return mounted.size() == Engine.values().length;
    }

    /** Takes away those of processes that are gone, unless something uses them. */
    public static void clearAbandoned() throws IOException {
        if (!Files.exists(MOUNTS)) {
            return;
        }
        for (String line : Files.readAllLines(MOUNTS)) {
            String[] mount = line.split(" ", 3);
            if (mount[0].matches(NAME + "\\d{1,9}")) {
                long maker = Long.parseLong(mount[0].substring(NAME.length()));
                if (ProcessHandle.of(maker).isEmpty() && run("umount", mount[1])) {
                    System.err.println("Unmounted " + mount[1] + ", which a killed torture left");
                }
            }
        }
    }

    @Override
    public void close() {
        unmount();
    }

    /** Takes the file systems and their folder away, which may be done more than once. */
    public void unmount() {
        mounted.forEach(engine -> run("umount", "-l", folder(engine)));
        site.delete();
    }

    private boolean mount(Engine engine) {
        String name = NAME + ProcessHandle.current().pid();
        return run("mount", "-t", "tmpfs", "-o", OPTIONS, name, folder(engine));
    }

    private String folder(Engine engine) {
        return site.folder(engine).toString();
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
