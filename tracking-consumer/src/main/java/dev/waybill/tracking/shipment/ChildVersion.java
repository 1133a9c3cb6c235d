package dev.waybill.tracking.shipment;

import dev.waybill.events.ShipmentEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Which telling of a parcel or customs form it is: compared field by field in this order. */
public record ChildVersion(Instant updatedAt, int normalizerVersion, String hash) implements Comparable<ChildVersion> {

    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final Comparator<ChildVersion> ORDER = Comparator.comparing(ChildVersion::updatedAt)
            .thenComparingInt(ChildVersion::normalizerVersion)
            .thenComparing(ChildVersion::hash);

    /** Its own updated_at; the shipment's where it has none or one that lies in the future of the event. */
    static ChildVersion of(SpecificRecordBase child, @Nullable Instant updatedAt, ShipmentEvent event) {
        Instant latest = event.getEnvelope().getReceivedAt().plus(CLOCK_SKEW);
        Instant own = Limits.time(updatedAt);
        return new ChildVersion(
                own == null || own.isAfter(latest) ? event.getVersion().getUpdatedAt() : own,
                event.getVersion().getNormalizerVersion(),
                sha256(child.toString()));
    }

    @Override
    public int compareTo(ChildVersion other) {
        return ORDER.compare(this, other);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
