package dev.waybill.standalone;

import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.remote.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "trackers",
        description =
                "Have EasyPost track parcels whose labels were not bought there, at the pace that EasyPost allows.")
final class TrackersCommand extends Asking {

    private static final String PATH = "/v1/trackers";

    @ArgGroup(multiplicity = "1")
    Parcels parcels = new Parcels();

    @Option(
            names = "--carrier",
            paramLabel = "NAME",
            description = "Of all that are named here; EasyPost guesses without it.")
    @Nullable
    String carrier;

    @Option(names = "--account", paramLabel = "USER", description = "EasyPost's id of the user whose API key to use.")
    @Nullable
    String account;

    /** Which parcels. */
    static final class Parcels {

        @Parameters(arity = "1..*", paramLabel = "CODE", description = "Tracking codes.")
        List<String> codes = List.of();

        @Option(
                names = "--csv",
                paramLabel = "FILE",
                description =
                        "A file whose first line names the columns: tracking_code, and carrier and account if you have them.")
        @Nullable
        Path csv;
    }

    @Override
    JsonNode ask(Console console) throws InterruptedException {
        Path csv = parcels.csv;
        if (csv == null) {
            return console.post(PATH, parcels.codes.stream().map(this::order).toList());
        }
        if (carrier != null || account != null) {
            throw Problem.badUsage("With --csv, carrier and account are columns of the file");
        }
        try {
            return console.post(PATH, "text/csv", Files.readAllBytes(csv));
        } catch (IOException unreadable) {
            throw new Problem("Cannot read " + csv + ": " + unreadable, unreadable);
        }
    }

    private Map<String, String> order(String code) {
        var order = new LinkedHashMap<String, String>();
        order.put("tracking_code", code);
        if (carrier != null) {
            order.put("carrier", carrier);
        }
        if (account != null) {
            order.put("account", account);
        }
        return order;
    }

    @Override
    String text(JsonNode answer) {
        String refused = answer.path("refused")
                .valueStream()
                .map(one -> "\nNumber " + one.path("number").asString() + ": "
                        + one.path("reason").asString())
                .collect(Collectors.joining());
        return answer.path("accepted").asString("0") + " asked for" + refused;
    }

    @Override
    boolean isDone(JsonNode answer) {
        return answer.path("refused").isEmpty();
    }
}
