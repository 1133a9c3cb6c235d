package dev.waybill.schemas.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows of names separated by tabs; empty lines and lines that start with # are for the reader. */
final class NameTable {

    private NameTable() {}

    static List<List<String>> rows(String resource) {
        try (InputStream table = NameTable.class.getResourceAsStream(resource)) {
            if (table == null) {
                throw new FileNotFoundException(resource);
            }
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
