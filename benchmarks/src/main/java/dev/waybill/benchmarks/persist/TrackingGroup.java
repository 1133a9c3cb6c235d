package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.topics.Backlog;
import java.sql.Connection;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A consumer group that writes Waybill's own tables. */
record TrackingGroup(Backlog backlog, Connection database) {

    static final String NAME = "tracking-consumer";

    /** Returns how many new scans a second are written when events of parcels that nobody knows appear all at once. */
    double rate(List<ProducerRecord<byte[], byte[]>> events) throws Exception {
        CopyOfTables.empty(database);
        double seconds = backlog.seconds(NAME, events);
        return CopyOfTables.scans(database) / seconds;
    }
}
