package dev.waybill.benchmarks.normalize;

import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.topics.Reader;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.schemas.topics.Topics;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** The process that reads the inbox and parses it, with as many threads as the normalizer has. */
final class ParseOnly {

    static final String GROUP = "benchmark-parse-only";

    private static final LongAdder FIELDS = new LongAdder();

    private ParseOnly() {}

    public static void main(String[] arguments) throws IOException {
        Reader.start(
                arguments[0],
                GROUP,
                Topics.INBOX,
                Integer.parseInt(arguments[1]),
                value -> FIELDS.add(Json.parse(value).size()));
        Child.serve();
        System.exit(0);
    }
}
