package dev.waybill.ingest.normalizer.mapping;

/** Which reading of the raw bodies this is. Raised when the mapping changes, so that after a replay of the inbox the new reading wins. */
public final class NormalizerVersion {

    public static final int CURRENT = 1;

    private NormalizerVersion() {}
}
