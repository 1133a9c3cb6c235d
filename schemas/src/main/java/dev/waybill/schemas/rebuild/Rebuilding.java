package dev.waybill.schemas.rebuild;

import dev.waybill.events.RebuildRequest;
import dev.waybill.schemas.lifecycle.Stopping;

/** What a service does when a rebuild is asked for. */
public interface Rebuilding {

    /**
     * Folds, compares and, unless it is only a check, carries over. When it failed it is called again.
     *
     * @param stopping begins when it is to end where it is
     * @throws StoppedException when it was
     */
    void run(RebuildRequest request, Stopping stopping);

    /** Tells that it will be tried again. */
    void retry(RebuildRequest request, String why);

    /** Leaves nothing behind, and tells that it is tried no more. */
    void giveUp(RebuildRequest request, String why, Stopping stopping);
}
