package dev.waybill.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

final class Shell {

    private Shell() {}

    /** What a shell exports once it has sourced the file, and nothing that it had before. */
    static Map<String, String> environment(Path file) {
        try {
            Process shell = new ProcessBuilder("env", "-i", "sh", "-c", "set -a; . '" + file + "'; env").start();
            return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("WAYBILL_"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static String value(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }
}
