package dev.waybill.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** EasyPost's API as it was recorded: see NOTICE for the source. */
public final class Recordings {

    private Recordings() {}

    /** Returns a recorded file byte for byte, such as {@code event-body.json}. */
    public static byte[] bytes(String file) {
        try (InputStream in = Recordings.class.getResourceAsStream("easypost/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Returns the objects of a recorded file such as {@code trackers.ndjson}, one JSON text each. */
    public static List<String> lines(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
