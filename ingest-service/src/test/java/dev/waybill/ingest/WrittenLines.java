package dev.waybill.ingest;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** NDJSON that is written while it is read. */
final class WrittenLines extends InputStream {

    private final long lines;
    private final LongFunction<String> writer;
    private ByteArrayInputStream line = new ByteArrayInputStream(new byte[0]);
    private long number;

    WrittenLines(long lines, LongFunction<String> writer) {
        this.lines = lines;
        this.writer = writer;
    }

    /** Returns a shipment whose id begins with the upload's and ends with the number. */
    static String shipment(String upload, long number) {
        return """
                {"id":"shp_%s%d","object":"Shipment","mode":"test","created_at":"2026-03-01T12:00:00Z",\
                "updated_at":"2026-03-01T12:00:00Z","weight":136.0}""".formatted(upload, number);
    }

    @Override
    public int read() {
        return refill() ? line.read() : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        return refill() ? line.read(into, from, length) : -1;
    }

    private boolean refill() {
        if (line.available() == 0 && number < lines) {
            number++;
            line = new ByteArrayInputStream((writer.apply(number) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return line.available() > 0;
    }
}
