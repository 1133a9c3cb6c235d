package dev.waybill.tracking.rebuild;

/** The tables of a rebuild are no longer those that were made for it: the database crashed, or another rebuild has begun. */
final class RunOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunOverException() {
        super("The tables in schema rebuild are gone; the folding begins again");
    }
}
