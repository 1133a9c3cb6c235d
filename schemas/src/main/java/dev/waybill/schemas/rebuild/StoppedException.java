package dev.waybill.schemas.rebuild;

/** This instance stops, or another one has the rebuild now. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
