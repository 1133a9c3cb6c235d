package dev.waybill.standalone.database;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * A shell that waits for the end of this JVM, and stops the PostgreSQL that a killed one leaves on its throw-away folder. Nobody else
 * would: a folder that is kept is cleared by its next start.
 */
final class OrphanGuard {

    private static final String SCRIPT = """
            trap '' HUP INT TERM
            cat >/dev/null
            for second in 1 2 3 4 5 6 7 8 9 10; do
              [ -d "$0" ] || exit 0
              [ ! -r "$0/postmaster.pid" ] || kill -INT "$(head -n 1 "$0/postmaster.pid")"
              sleep 1
            done
            """;

    /** Its input ends with this JVM, and would with this object. */
    private final Process shell;

    private OrphanGuard(Process shell) {
        this.shell = shell;
    }

    static OrphanGuard of(Path data) throws IOException {
        return new OrphanGuard(new ProcessBuilder("sh", "-c", SCRIPT, data.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start());
    }

    void dismiss() {
        shell.destroyForcibly();
    }
}
