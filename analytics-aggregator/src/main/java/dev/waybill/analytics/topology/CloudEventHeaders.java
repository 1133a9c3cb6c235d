package dev.waybill.analytics.topology;

import dev.waybill.schemas.wire.CloudEvent;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Gives a record the headers of an event of its own, in place of those of the snapshot that brought it about. */
final class CloudEventHeaders<K, V> extends ContextualFixedKeyProcessor<K, V, V> {

    /** Says which event a record is. */
    interface Naming<K, V> {
        String id(K key, V value);
    }

    private static final String SOURCE = "/waybill/analytics-aggregator";

    private final String type;
    private final Naming<K, V> naming;

    CloudEventHeaders(String type, Naming<K, V> naming) {
        this.type = type;
        this.naming = naming;
    }

    @Override
    public void process(FixedKeyRecord<K, V> told) {
        var event = new CloudEvent(
                naming.id(told.key(), told.value()), type, SOURCE, Instant.ofEpochMilli(told.timestamp()));
        context().forward(told.withHeaders(new RecordHeaders(event.headers())));
    }
}
