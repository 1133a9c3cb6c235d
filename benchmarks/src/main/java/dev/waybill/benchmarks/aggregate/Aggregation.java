package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.topics.Backlog;
import dev.waybill.schemas.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Snapshots through the topology and the sink, to the rows. */
final class Aggregation {

    private static final String STREAMS = "analytics-aggregator-v1";
    private static final String SINK = "analytics-sink";
    private static final List<String> ROLLUPS = List.of(Topics.CARRIER_PERFORMANCE, Topics.ANALYTICS_SUMMARIES);

    private Aggregation() {}

    /** Returns the seconds from the commit that shows the snapshots until all rows that follow from them are written. */
    static double seconds(Backlog backlog, List<ProducerRecord<byte[], byte[]>> snapshots)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = backlog.publish(snapshots);
        long began = System.nanoTime();
        backlog.await(STREAMS, ends);
        backlog.await(SINK, ROLLUPS);
        return (System.nanoTime() - began) / 1e9;
    }
}
