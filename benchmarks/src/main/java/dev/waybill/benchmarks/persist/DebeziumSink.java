package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.site.Reference;
import dev.waybill.benchmarks.site.Rows;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import dev.waybill.schemas.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Debezium's sink with a topic and a table of scans. */
record DebeziumSink(Site site, Backlog backlog, Connection database) {

    /** Its topic, its table and its group. */
    private static final String SCANS = "scans";

    private static final String GROUP = "connect-" + SCANS;

    static DebeziumSink start(Site site, Backlog backlog, Connection database) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", site.kafka()))) {
            admin.createTopics(List.of(new NewTopic(SCANS, Topics.DEFAULT_PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        try (Statement statement = database.createStatement()) {
            statement.execute(Reference.DEBEZIUM.script("scans.sql"));
        }
        site.start(Reference.DEBEZIUM, Map.of("topic", SCANS, "table", SCANS, "group", SCANS));
        return new DebeziumSink(site, backlog, database);
    }

    /** Returns how many new scans a second are written when events of parcels that nobody knows appear all at once. */
    double rate(List<ProducerRecord<byte[], byte[]>> events) throws Exception {
        empty();
        Path file = Files.createTempFile("waybill-bench-", ".ndjson");
        try {
            int scans = FlatScans.write(events, file);
            Child fill = site.start(Reference.FILL, Map.of("topic", SCANS, "file", file.toString()));
            long began = System.nanoTime();
            Rows.await(database, "select count(*) from " + SCANS, scans);
            double seconds = (System.nanoTime() - began) / 1e9;
            fill.close();
            return scans / seconds;
        } finally {
            Files.delete(file);
        }
    }

    /** Once all that it was given before is written: a table is full before the last repetition has come. */
    private void empty() throws Exception {
        Map<TopicPartition, Long> ends = backlog.ends(List.of(SCANS));
        // Kafka Connect commits the offset after the last record, and the marker of the transaction follows it
        ends.replaceAll((partition, end) -> end - 1);
        backlog.await(GROUP, ends);
        try (Statement statement = database.createStatement()) {
            statement.execute("truncate " + SCANS);
            statement.execute("checkpoint");
        }
    }
}
