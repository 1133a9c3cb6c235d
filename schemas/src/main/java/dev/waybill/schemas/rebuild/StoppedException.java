package dev.waybill.schemas.rebuild;

import dev.waybill.schemas.lifecycle.Stopping;

/** This instance stops, or another one has the rebuild now. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Does nothing, unless it stops.
     *
     * @throws StoppedException when it does
     */
    public static void throwIf(Stopping stopping) {
        if (stopping.hasBegun()) {
            throw new StoppedException();
        }
    }
}
