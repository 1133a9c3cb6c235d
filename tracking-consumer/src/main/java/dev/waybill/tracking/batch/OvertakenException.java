package dev.waybill.tracking.batch;

/** Somebody else wrote a row between reading and writing it. The batch starts over. */
public final class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OvertakenException(String message) {
        super(message);
    }
}
