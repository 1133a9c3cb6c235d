package dev.waybill.schemas.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ids of rows, as RFC 9562 defines them. */
public final class RowId {

    private static final UUID NAMESPACE = UUID.fromString("6f0f3c2e-6c0b-5d0e-9d5a-77617962696c");
    private static final long MAX_MILLIS = (1L << 48) - 1;

    private RowId() {}

    /** Returns the UUIDv5 of an EasyPost id, or of the key of a rollup row. */
    public static UUID of(String name) {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        return uuid(hash.getLong(), hash.getLong(), 5);
    }

    /**
     * Returns the UUIDv8 of a scan: 48 bits of its time in milliseconds (0 before 1970), then a hash of the shipment, the time and what the
     * scan tells. Parts are trimmed, and null is the same as blank.
     *
     * @param shipment EasyPost's id of the shipment, or of the tracker when it has none
     */
    public static UUID ofScan(String shipment, Instant time, @Nullable String... parts) {
        var said = new ByteArrayOutputStream(256);
        add(said, shipment);
        add(said, time.toString());
        for (String part : parts) {
            add(said, part == null ? "" : part.trim());
        }
        ByteBuffer hash = ByteBuffer.wrap(digest("SHA-256").digest(said.toByteArray()));
        long millis = Math.min(Math.max(time.toEpochMilli(), 0), MAX_MILLIS);
        return uuid((millis << 16) | (hash.getShort() & 0xffff), hash.getLong(), 8);
    }

    private static void add(ByteArrayOutputStream said, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        said.write(bytes.length >>> 24);
        said.write(bytes.length >>> 16);
        said.write(bytes.length >>> 8);
        said.write(bytes.length);
        said.writeBytes(bytes);
    }

    private static UUID uuid(long most, long least, int version) {
        return new UUID(
                (most & ~0xf000L) | ((long) version << 12), (least & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
