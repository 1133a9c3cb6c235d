package dev.waybill.standalone.folder;

import java.io.IOException;
import java.util.Map;

/** {@code waybill.env}: what other programs need to reach this installation, for {@code set -a; . data/waybill.env}. */
public final class EnvironmentFile {

    private EnvironmentFile() {}

    /** Writes the variables in the order of the map, each quoted for any POSIX shell. */
    public static void write(DataFolder folder, Map<String, String> variables) {
        try {
            OwnerOnly.write(folder.environment(), text(variables));
        } catch (IOException refused) {
            throw new Problem("Cannot write " + folder.environment() + ": " + DataFolder.reason(refused), refused);
        }
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
