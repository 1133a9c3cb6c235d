package dev.waybill.tracking.batch;

/** How to wait for better times. */
@FunctionalInterface
public interface Patience {

    /**
     * Returns when it is time to try again.
     *
     * @param attempt how often it was tried again before
     * @throws RuntimeException when there is nothing to try any more
     */
    void await(Throwable failure, int attempt);
}
