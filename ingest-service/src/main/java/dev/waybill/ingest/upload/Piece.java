package dev.waybill.ingest.upload;

import org.jspecify.annotations.Nullable;

/** One line or element of an upload: the bytes of a shipment, or why they are none. */
final class Piece {

    private static final byte[] NOTHING = new byte[0];

    private final long number;
    private final byte[] bytes;
    private final @Nullable String fault;

    private Piece(long number, byte[] bytes, @Nullable String fault) {
        this.number = number;
        this.bytes = bytes;
        this.fault = fault;
    }

    static Piece of(long number, byte[] bytes) {
        return new Piece(number, bytes, ShipmentShape.fault(bytes));
    }

    static Piece unreadable(long number, String fault) {
        return new Piece(number, NOTHING, fault);
    }

    /** Returns the number of the line, or of the element, from 1. */
    long number() {
        return number;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Returns why it cannot be taken, or null when it can. */
    @Nullable
    String fault() {
        return fault;
    }
}
