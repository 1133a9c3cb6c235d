package dev.waybill.analytics.topology;

import dev.waybill.schemas.wire.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Gives a row the headers of an event of its own. Its id is the place of the change that made it so: told twice it is the same, and a row that
 * becomes again what it was is another event, which an id made from its content would hide from who drops repeats.
 */
final class RowHeaders<K, V extends @Nullable Object> extends ContextualFixedKeyProcessor<K, V, V> {

    /** The version of the fold that a row comes from; without it, the row is older than any. */
    static final String FOLD = "waybill_fold";

    private static final String SOURCE = "/waybill/analytics-aggregator";

    private final String type;
    private final int fold;

    RowHeaders(String topic, int fold) {
        this.type = "dev.waybill." + topic;
        this.fold = fold;
    }

    /** Returns the version of the fold that a row comes from. */
    static int foldOf(Headers headers) {
        Header told = headers.lastHeader(FOLD);
        String number = told == null ? "" : new String(told.value(), StandardCharsets.UTF_8);
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }

    @Override
    public void process(FixedKeyRecord<K, V> row) {
        RecordMetadata change = context().recordMetadata().orElseThrow();
        String id = context().applicationId() + '/' + change.topic() + '/' + change.partition() + '/' + change.offset();
        var event = new CloudEvent(id, type, SOURCE, Instant.ofEpochMilli(row.timestamp()));
        context()
                .forward(row.withHeaders(new RecordHeaders(event.headers())
                        .add(FOLD, Integer.toString(fold).getBytes(StandardCharsets.UTF_8))));
    }
}
