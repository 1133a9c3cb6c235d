package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import picocli.CommandLine.Parameters;

/** Asks about one of a list. */
abstract class AskingOne extends Asking {

    private final String list;

    @Parameters(paramLabel = "ID", description = "Its id, as the list says.")
    String id = "";

    /** @param list the path of the list */
    AskingOne(String list) {
        this.list = list;
    }

    String path() {
        return list + "/" + Console.encoded(id);
    }
}
