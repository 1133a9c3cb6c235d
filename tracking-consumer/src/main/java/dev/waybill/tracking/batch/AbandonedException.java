package dev.waybill.tracking.batch;

/** The partitions of a batch were taken away while it waited: whoever has them now reads it again. */
final class AbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
