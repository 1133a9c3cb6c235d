package dev.waybill.ingest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Bytes one by one from a stream that is read in blocks, with a look at the next one. Counts the lines that it has passed. */
final class ByteFeed {

    static final int END = -1;

    private static final int BLOCK = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int end;
    private long line = 1;

    ByteFeed(InputStream in) {
        this.in = in;
    }

    /** Returns the next byte, 0 to 255, or {@link #END}; leaves it there. */
    int peek() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(block, 0, block.length));
        }
        return at == end ? END : block[at] & 0xff;
    }

    /** Returns the next byte, 0 to 255, or {@link #END}. */
    int next() throws IOException {
        int next = peek();
        if (next != END) {
            at++;
            if (next == '\n') {
                line++;
            }
        }
        return next;
    }

    /** Returns the number of the line that the next byte is on, from 1. */
    long line() {
        return line;
    }

    /** Skips blanks and line ends, and returns what {@link #peek} then does. */
    int skipBlanks() throws IOException {
        int next = peek();
        while (blank(next)) {
            next();
            next = peek();
        }
        return next;
    }

    /** Skips the mark that some editors put before UTF-8. */
    void skipByteOrderMark() throws IOException {
        if (peek() == (BYTE_ORDER_MARK[0] & 0xff)) {
            for (byte mark : BYTE_ORDER_MARK) {
                if (peek() == (mark & 0xff)) {
                    next();
                }
            }
        }
    }

    /** Returns the bytes ahead up to the end of the line, or as many as there is room for, and leaves them there. */
    ByteBuffer ahead() throws IOException {
        int seen = at;
        while (true) {
            while (seen < end) {
                if (block[seen++] == '\n') {
                    return ByteBuffer.wrap(block, at, seen - at);
                }
            }
            if (!more()) {
                return ByteBuffer.wrap(block, at, end - at);
            }
            seen = end;
        }
    }

    private boolean more() throws IOException {
        if (end == block.length) {
            return false;
        }
        int read = in.read(block, end, block.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    static boolean blank(int next) {
        return next == ' ' || next == '\t' || next == '\r' || next == '\n';
    }
}
