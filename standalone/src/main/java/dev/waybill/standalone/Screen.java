package dev.waybill.standalone;

import java.time.Duration;
import java.util.Locale;

/**
 * What the person at the terminal sees: one line of progress at a time, which is rewritten on a terminal and written once it is done
 * elsewhere, and what was asked for. Never the log.
 */
final class Screen {

    private static final boolean TERMINAL = Boolean.getBoolean("waybill.terminal");
    private static final String CLEAR_LINE = "\r\033[K";

    private static boolean stopping;

    private final long start = System.nanoTime();

    /** One line, on stderr. Nothing once it stops: what fails then fails because of that. */
    static synchronized void problem(String line) {
        if (stopping) {
            return;
        }
        if (TERMINAL) {
            System.out.print(CLEAR_LINE);
            System.out.flush();
        }
        System.err.println("waybill: " + line.replace('\n', ' '));
    }

    static synchronized void stopping() {
        stopping = true;
    }

    synchronized void progress(String line) {
        if (TERMINAL) {
            System.out.print(CLEAR_LINE + line);
            System.out.flush();
        }
    }

    synchronized void done(String line) {
        System.out.println((TERMINAL ? CLEAR_LINE : "") + line);
    }

    /** Seconds since the command began. */
    String elapsed() {
        return seconds(Duration.ofNanos(System.nanoTime() - start));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    void summary(Installation installation) {
        done("");
        installation.urls().forEach((what, url) -> done(String.format(Locale.ROOT, "  %-12s %s", what, url)));
        done("  log          " + installation.folder().log());
        done("");
        done("  set -a; . " + installation.folder().environment()
                + "   # the addresses and keys, for psql, kcat and curl");
        done("  Ctrl-C stops everything.");
    }
}
