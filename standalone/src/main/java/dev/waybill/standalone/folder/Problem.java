package dev.waybill.standalone.folder;

/** Why Waybill cannot start or go on, in one line for the person at the terminal. */
public final class Problem extends RuntimeException {

    public Problem(String line) {
        super(line);
    }

    public Problem(String line, Throwable cause) {
        super(line, cause);
    }
}
