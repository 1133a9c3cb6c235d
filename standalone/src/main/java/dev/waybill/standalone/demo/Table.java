package dev.waybill.standalone.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The tables and recordings that come with the demo. */
final class Table {

    private Table() {}

    static List<String> lines(String name) {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Table.class.getResourceAsStream(name), name), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    /** Fields are separated by tabs; a line that starts with # is a comment. */
    static <T> List<T> read(String name, Function<String[], T> row) {
        return lines(name).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> row.apply(line.split("\t", -1)))
                .toList();
    }
}
