package dev.waybill.analytics.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table sink_offsets: how far each partition has been written. */
final class SinkOffsets {

    private final JdbcClient database;

    SinkOffsets(JdbcClient database) {
        this.database = database;
    }

    /** Returns the positions of partitions, 0 for one that has none yet. */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
        var columns = new Columns();
        partitions.forEach(one -> columns.add(one.topic(), one.partition()));
        database.sql("""
                        insert into sink_offsets (topic, partition, next_offset)
                        select topic, partition, 0 from unnest(:topics::text[], :partitions::integer[]) as asked (topic, partition)
                        on conflict do nothing
                        """)
                .param("topics", columns.column(0))
                .param("partitions", columns.column(1))
                .update();
        var positions = new HashMap<TopicPartition, Long>();
        database.sql("""
                        select topic, partition, next_offset
                        from sink_offsets join unnest(:topics::text[], :partitions::integer[]) as asked (topic, partition) using (topic, partition)
                        """)
                .param("topics", columns.column(0))
                .param("partitions", columns.column(1))
                .query(row -> {
                    positions.put(
                            new TopicPartition(row.getString("topic"), row.getInt("partition")),
                            row.getLong("next_offset"));
                });
        return positions;
    }

    /** Moves positions on within the current transaction. Returns false when one of them is not where it was expected: another is ahead. */
    boolean advance(Map<TopicPartition, Step> steps) {
        var columns = new Columns();
        steps.forEach((one, step) -> columns.add(one.topic(), one.partition(), step.from(), step.to()));
        int moved = database.sql("""
                        update sink_offsets as stored
                        set next_offset = step.next_offset, updated_at = now()
                        from unnest(:topics::text[], :partitions::integer[], :expected::bigint[], :next::bigint[])
                            as step (topic, partition, expected, next_offset)
                        where stored.topic = step.topic and stored.partition = step.partition and stored.next_offset = step.expected
                        """)
                .param("topics", columns.column(0))
                .param("partitions", columns.column(1))
                .param("expected", columns.column(2))
                .param("next", columns.column(3))
                .update();
        return moved == steps.size();
    }

    /** From one position to another. */
    record Step(long from, long to) {}
}
