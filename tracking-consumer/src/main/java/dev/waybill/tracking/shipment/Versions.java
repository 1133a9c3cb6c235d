package dev.waybill.tracking.shipment;

import dev.waybill.events.Version;
import java.util.Comparator;

/** The order of versions: by EasyPost's clock, then by who read it better, then by how far it tells; total through the hash. */
public final class Versions {

    public static final Comparator<Version> ORDER = Comparator.comparing(Version::getUpdatedAt)
            .thenComparingInt(Version::getNormalizerVersion)
            .thenComparingInt(Version::getRank)
            .thenComparing(Version::getNewestScanAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Version::getHash);

    private Versions() {}
}
