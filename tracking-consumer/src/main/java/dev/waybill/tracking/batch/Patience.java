package dev.waybill.tracking.batch;

/** How to wait for better times. */
@FunctionalInterface
interface Patience {

    /**
     * Returns when it is time to try again.
     *
     * @param attempt how often it was tried again before
     * @throws AbandonedException when there is nothing to try any more
     */
    void await(Throwable failure, int attempt);
}
