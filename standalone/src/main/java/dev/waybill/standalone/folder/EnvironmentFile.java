package dev.waybill.standalone.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code waybill.env}: what other programs need to reach this installation, for {@code set -a; . data/waybill.env}. */
public final class EnvironmentFile {

    static final String NAME = "waybill.env";

    private EnvironmentFile() {}

    /** Writes the variables in the order of the map, each quoted for any POSIX shell. */
    public static void write(DataFolder folder, Map<String, String> variables) {
        try {
            OwnerOnly.write(folder.environment(), text(variables));
        } catch (IOException refused) {
            throw new Problem("Cannot write " + folder.environment() + ": " + DataFolder.reason(refused), refused);
        }
    }

    /**
     * Reads the variables that were written into a data folder.
     *
     * @throws Problem when there are none
     */
    public static Map<String, String> read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split("=", 2))
                    .filter(pair -> pair.length == 2 && pair[1].length() > 1)
                    .collect(Collectors.toMap(pair -> pair[0], pair -> unquoted(pair[1])));
        } catch (IOException refused) {
            throw new Problem("Cannot read " + file + ": " + DataFolder.reason(refused), refused);
        }
    }

    private static String unquoted(String value) {
        return value.substring(1, value.length() - 1).replace("'\\''", "'");
    }

    static String text(Map<String, String> variables) {
        var text = new StringBuilder();
        variables.forEach((name, value) -> text.append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        return text.toString();
    }
}
