package dev.waybill.standalone.remote;

import dev.waybill.standalone.folder.EnvironmentFile;
import dev.waybill.standalone.folder.Problem;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the running Waybill is: as the environment says, or the folder of {@code ./waybill up}. */
public final class Where {

    private static final String URL = "WAYBILL_CONSOLE_URL";
    private static final String KEY = "WAYBILL_API_KEY";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder of a running ./waybill up; without it, WAYBILL_CONSOLE_URL and WAYBILL_API_KEY say where.")
    @Nullable
    Path data;

    /**
     * Returns its console.
     *
     * @throws Problem when nothing says where it is
     */
    public Console console() {
        Map<String, String> variables = data == null ? System.getenv() : EnvironmentFile.read(data);
        return new Console(value(variables, URL), value(variables, KEY));
    }

    private static String value(Map<String, String> variables, String name) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new Problem(name + " is not set: set -a; . data/waybill.env, or give --data DIR");
        }
        return value;
    }
}
