package dev.waybill.tracking.rebuild;

/** A thread that folds has ended: nothing is folded any more, and the rebuild has to begin again where it was. */
final class FoldEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FoldEndedException(Throwable cause) {
        super("The folding has ended", cause);
    }
}
