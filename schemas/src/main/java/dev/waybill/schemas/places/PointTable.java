package dev.waybill.schemas.places;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Points by name. The table is kept as the text it comes as, lines of key, latitude and longitude in hundredths of a degree sorted by
 * key, and searched by halves: a hundred thousand names take three megabytes and no object each.
 */
final class PointTable {

    private final byte[] lines;

    PointTable(byte[] lines) {
        this.lines = lines;
    }

    static PointTable bundled(String resource) {
        try (InputStream packed = PointTable.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new FileNotFoundException(resource);
            }
            return new PointTable(new GZIPInputStream(packed).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Point> find(String key) {
        return meanOfAll(key + '\t');
    }

    /** The mean of the points whose key starts so; they must not lie on both sides of the date line. */
    Optional<Point> meanOfAll(String prefix) {
        byte[] wanted = prefix.getBytes(US_ASCII);
        double latitudes = 0;
        double longitudes = 0;
        int count = 0;
        for (int line = firstFrom(wanted); line < lines.length && compare(line, wanted) == 0; line = lineAfter(line)) {
            int latitude = columnAfter(line);
            latitudes += number(latitude);
            longitudes += number(columnAfter(latitude));
            count++;
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new Point(latitudes / count / 100, longitudes / count / 100));
    }

    /** Where the first line begins that is not before the wanted bytes. */
    private int firstFrom(byte[] wanted) {
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int line = lineAround((low + high) >>> 1);
            if (compare(line, wanted) < 0) {
                low = lineAfter(line);
            } else {
                high = line;
            }
        }
        return low;
    }

    private int lineAround(int position) {
        int start = position;
        while (start > 0 && lines[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private int lineAfter(int line) {
        int end = line;
        while (lines[end] != '\n') {
            end++;
        }
        return end + 1;
    }

    private int columnAfter(int column) {
        int end = column;
        while (lines[end] != '\t') {
            end++;
        }
        return end + 1;
    }

    private int number(int column) {
        boolean negative = lines[column] == '-';
        int number = 0;
        for (int i = negative ? column + 1 : column; lines[i] >= '0'; i++) {
            number = 10 * number + lines[i] - '0';
        }
        return negative ? -number : number;
    }

    /** Zero when the line starts with what is wanted. */
    private int compare(int line, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            int difference = lines[line + i] - wanted[i];
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }
}
