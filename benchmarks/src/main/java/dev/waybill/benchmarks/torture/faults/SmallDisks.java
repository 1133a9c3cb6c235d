package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Engine;
import dev.waybill.benchmarks.site.Site;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A small file system for each engine, where the operating system lets one mount it. */
public final class SmallDisks implements AutoCloseable {

    private static final String OPTIONS = "size=900m,mode=0700";

    private final Site site;
    private final Set<Engine> mounted = EnumSet.noneOf(Engine.class);

    public SmallDisks(Site site) {
        this.site = site;
        for (Engine engine : Engine.values()) {
            if (run(
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    OPTIONS,
                    "waybill-torture",
                    site.folder(engine).toString())) {
                mounted.add(engine);
            }
        }
    }

    public Set<Engine> mounted() {
        return mounted;
    }

    @Override
    public void close() {
        unmount();
    }

    /** Takes the file systems away, which may be done more than once. */
    public void unmount() {
        for (Engine engine : mounted) {
            run("umount", "-l", site.folder(engine).toString());
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
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
