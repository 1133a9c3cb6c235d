package dev.waybill.benchmarks.persist;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes the scans of tracking-events to a table. */
interface ScanWriter {

    /** Returns how many new scans a second are written when events of parcels that nobody knows appear all at once. */
    double rate(List<ProducerRecord<byte[], byte[]>> events) throws Exception;
}
