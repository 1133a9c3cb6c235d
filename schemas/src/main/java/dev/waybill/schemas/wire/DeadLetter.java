package dev.waybill.schemas.wire;

import static dev.waybill.schemas.wire.RecordHeaders.header;

import dev.waybill.schemas.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record that could not be handled, as it was, with what is known of the failure in its headers. */
public final class DeadLetter {

    /** Why, in one short phrase by which dead letters are grouped. */
    public static final String REASON = "waybill_dlt_reason";

    /** The failure in its own words. */
    public static final String MESSAGE = "waybill_dlt_message";

    /** The failure's stack trace, at most {@value #MAX_TRACE} characters. */
    public static final String STACK_TRACE = "waybill_dlt_stack_trace";

    /** Where the record was: topic. */
    public static final String TOPIC = "waybill_dlt_topic";

    /** Where the record was: partition. */
    public static final String PARTITION = "waybill_dlt_partition";

    /** Where the record was: offset. */
    public static final String OFFSET = "waybill_dlt_offset";

    /** The record's own timestamp, in milliseconds since 1970. */
    public static final String TIMESTAMP = "waybill_dlt_timestamp";

    private static final int MAX_TRACE = 8000;
    private static final int MAX_MESSAGE = 1000;

    private DeadLetter() {}

    /**
     * Returns the dead letter of a record: same key, value and partition, all its headers, and the reason.
     *
     * @param reason one of few short phrases
     * @param failure what was thrown, when something was
     */
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> poison, String reason, @Nullable Throwable failure) {
        var letter = new ProducerRecord<>(
                poison.topic() + Topics.DEAD_LETTER_SUFFIX,
                poison.partition(),
                (Long) null,
                poison.key(),
                poison.value(),
                poison.headers());
        letter.headers()
                .add(header(REASON, reason))
                .add(header(TOPIC, poison.topic()))
                .add(header(PARTITION, Integer.toString(poison.partition())))
                .add(header(OFFSET, Long.toString(poison.offset())))
                .add(header(TIMESTAMP, Long.toString(poison.timestamp())));
        if (failure != null) {
            letter.headers()
                    .add(header(MESSAGE, cut(String.valueOf(failure.getMessage()), MAX_MESSAGE)))
                    .add(header(STACK_TRACE, cut(trace(failure), MAX_TRACE)));
        }
        return letter;
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
