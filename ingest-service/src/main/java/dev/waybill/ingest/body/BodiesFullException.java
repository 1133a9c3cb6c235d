package dev.waybill.ingest.body;

/** The memory for bodies is full of other requests' ones. It frees itself within seconds. */
public final class BodiesFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BodiesFullException() {
        super("There is no memory for the body at the moment");
    }
}
