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
                    "Folder of a running ./waybill up; without it, the environment says where (WAYBILL_CONSOLE_URL, WAYBILL_API_KEY and so on).")
    @Nullable
    Path data;

    /**
     * Returns its console.
     *
     * @throws Problem when nothing says where it is
     */
    public Console console() {
        return new Console(value(URL), value(KEY));
    }

    /**
     * Returns what a variable of waybill.env says.
     *
     * @throws Problem when nothing does
     */
    public String value(String name) {
        Map<String, String> variables = data == null ? System.getenv() : EnvironmentFile.read(data);
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new Problem(name + " is not set: set -a; . data/waybill.env, or give --data DIR");
        }
        return value;
    }
}
