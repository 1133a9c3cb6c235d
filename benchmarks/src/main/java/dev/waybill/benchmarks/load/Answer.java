package dev.waybill.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.Locale;

/** An HTTP answer that comes in pieces. */
final class Answer {

    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final String CLOSE = "connection: close";
    private static final String RETRY_AFTER = "retry-after:";
    private static final int UNAVAILABLE = 503;
    private static final int LINE_END = 2;
    private static final int HEX = 16;

    private final StringBuilder line = new StringBuilder();
    private Next next = Next.STATUS;
    private int status;
    private long length;
    private long toSkip;
    private boolean chunked;
    private boolean last;
    private boolean again;

    private enum Next {
        STATUS,
        HEADER,
        BODY,
        CHUNK,
        END,
        NOTHING
    }

    /** Takes what has come and tells whether that is all. */
    boolean complete(ByteBuffer bytes) {
        while (next != Next.NOTHING && bytes.hasRemaining()) {
            if (toSkip > 0) {
                skip(bytes);
            } else {
                read((char) bytes.get());
            }
        }
        return next == Next.NOTHING;
    }

    int status() {
        return status;
    }

    /** Whether the server closes the connection after it. */
    boolean last() {
        return last;
    }

    /** Whether it is a 503 that does not say when to come again. */
    boolean lacksRetryAfter() {
        return status == UNAVAILABLE && !again;
    }

    private void skip(ByteBuffer bytes) {
        int skipped = (int) Math.min(toSkip, bytes.remaining());
        bytes.position(bytes.position() + skipped);
        toSkip -= skipped;
        if (toSkip == 0 && next == Next.BODY) {
            next = Next.NOTHING;
        }
    }

    private void read(char character) {
        if (character == '\n') {
            String read = line.toString();
            line.setLength(0);
            next = after(read);
        } else if (character != '\r') {
            line.append(character);
        }
    }

    private Next after(String read) {
        return switch (next) {
            case STATUS -> {
                status = Integer.parseInt(read.split(" ", 3)[1]);
                yield Next.HEADER;
            }
            case HEADER -> read.isEmpty() ? afterHead() : afterHeader(read.toLowerCase(Locale.ROOT));
            case CHUNK -> {
                int size = Integer.parseInt(read, HEX);
                toSkip = size == 0 ? 0 : size + LINE_END;
                yield size == 0 ? Next.END : Next.CHUNK;
            }
            case BODY, END, NOTHING -> Next.NOTHING;
        };
    }

    private Next afterHead() {
        if (chunked) {
            return Next.CHUNK;
        }
        toSkip = length;
        return length == 0 ? Next.NOTHING : Next.BODY;
    }

    private Next afterHeader(String header) {
        if (header.startsWith(LENGTH)) {
            length = Long.parseLong(header.substring(LENGTH.length()).strip());
        }
        chunked |= header.equals(CHUNKED);
        last |= header.startsWith(CLOSE);
        again |= header.startsWith(RETRY_AFTER);
        return Next.HEADER;
    }
}
