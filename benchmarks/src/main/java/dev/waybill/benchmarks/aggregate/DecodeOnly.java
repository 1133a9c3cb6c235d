package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.topics.Reader;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** The process that reads snapshots, decodes them and does nothing, with as many threads as the topology has. */
final class DecodeOnly {

    static final String GROUP = "benchmark-decode-only";

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final LongAdder REVISIONS = new LongAdder();

    private DecodeOnly() {}

    public static void main(String[] arguments) throws IOException {
        Reader.start(
                arguments[0],
                GROUP,
                Topics.SHIPMENT_METRICS,
                Integer.parseInt(arguments[1]),
                value -> REVISIONS.add(WIRE.decode(value, ShipmentMetrics.class).getRevision()));
        Child.serve();
        System.exit(0);
    }
}
