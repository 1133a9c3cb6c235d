package dev.waybill.standalone.folder;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Values that are made once and stay the same from then on, in a file of the data folder that only its owner may read. */
final class Kept {

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    private Kept(Path file) {
        this.file = file;
    }

    static Kept in(Path file) {
        var kept = new Kept(file);
        if (Files.exists(file)) {
            var properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new Problem("Cannot read " + file + ": " + DataFolder.reason(unreadable), unreadable);
            }
            properties.stringPropertyNames().forEach(name -> kept.values.put(name, properties.getProperty(name)));
        }
        return kept;
    }

    String get(String name, Supplier<String> made) {
        return values.computeIfAbsent(name, missing -> made.get());
    }

    void save() {
        var text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        try {
            OwnerOnly.write(file, text.toString());
        } catch (IOException refused) {
            throw new Problem("Cannot write " + file + ": " + DataFolder.reason(refused), refused);
        }
    }
}
