package dev.waybill.standalone.folder;

/** Why Waybill cannot start or go on, in one line for the person at the terminal. */
public final class Problem extends RuntimeException {

    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;

    private final int exitCode;

    public Problem(String line) {
        this(line, FAILED);
    }

    private Problem(String line, int exitCode) {
        super(line);
        this.exitCode = exitCode;
    }

    public Problem(String line, Throwable cause) {
        super(line, cause);
        this.exitCode = FAILED;
    }

    /** The person asked for what makes no sense. */
    public static Problem badUsage(String line) {
        return new Problem(line, BAD_USAGE);
    }

    /** What the command ends with. */
    public int exitCode() {
        return exitCode;
    }
}
