package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import dev.waybill.standalone.remote.Where;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What asks a running Waybill for something and prints the answer. */
abstract class Asking implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON on one line, and nothing else.")
    boolean json;

    @Mixin
    Where where = new Where();

    @Mixin
    Help help = new Help();

    /** @throws picocli.CommandLine.ParameterException when the options make no sense together */
    void check() {
        // most commands have none that do not
    }

    abstract JsonNode ask(Console console) throws InterruptedException;

    @Override
    public Integer call() throws InterruptedException {
        check();
        JsonNode answer = ask(where.console());
        String printed = json ? answer.toString() : text(answer);
        if (!printed.isEmpty()) {
            new Screen().done(printed);
        }
        return isDone(answer) ? 0 : 1;
    }

    /** Returns what a person reads; nothing is printed of an empty text. */
    String text(JsonNode answer) {
        return answer.toPrettyString();
    }

    boolean isDone(JsonNode answer) {
        return true;
    }
}
