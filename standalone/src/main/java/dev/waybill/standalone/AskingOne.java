package dev.waybill.standalone;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
        return list + "/" + encoded(id);
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
