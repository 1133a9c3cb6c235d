package dev.waybill.tracking.rebuild;

/** The log is not whole, so that it does not say what the tables should hold. */
final class LogCutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogCutException(String message) {
        super(message);
    }
}
