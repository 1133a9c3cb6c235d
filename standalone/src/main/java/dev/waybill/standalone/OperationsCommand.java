package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "operations",
        description = "List the imports, rebuilds, replays, reconciliations, uploads and batches that began last.")
final class OperationsCommand extends Asking {

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type, such as import or rebuild.")
    @Nullable
    String type;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "So many at most: ${DEFAULT-VALUE}.")
    int limit;

    @Override
    JsonNode ask(Console console) throws InterruptedException {
        return console.get("/v1/operations?limit=" + limit + Console.parameter("type", type));
    }

    @Override
    String text(JsonNode newest) {
        return newest.valueStream().map(OperationsCommand::line).collect(Collectors.joining("\n"));
    }

    private static String line(JsonNode one) {
        return String.format(
                Locale.ROOT,
                "%-27s %-14s %-10s %,12d of %-12s %s %s",
                one.path("started_at").asString(""),
                one.path("type").asString(),
                one.path("status").asString(""),
                one.path("items_processed").asLong(),
                one.path("items_total").asString("?"),
                one.path("id").asString(),
                one.path("errors").path(0).path("reason").asString(""));
    }
}
