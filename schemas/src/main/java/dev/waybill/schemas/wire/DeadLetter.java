package dev.waybill.schemas.wire;

import static dev.waybill.schemas.wire.RecordHeaders.header;

import dev.waybill.schemas.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be handled, as it was, with what is known of the failure in its headers. One that was replayed and failed again has
 * these headers once for each attempt, the last attempt last.
 */
public final class DeadLetter {

    /** Why: the phrase of a {@link DeadLetterReason}, by which dead letters are grouped. */
    public static final String REASON = "waybill_dlt_reason";

    /** The failure in its own words; empty when nothing was thrown. */
    public static final String MESSAGE = "waybill_dlt_message";

    /** The failure's stack trace, at most {@value #MAX_TRACE} characters; empty when nothing was thrown. */
    public static final String STACK_TRACE = "waybill_dlt_stack_trace";

    /** Where the record was: topic. */
    public static final String TOPIC = "waybill_dlt_topic";

    /** Where the record was: partition. */
    public static final String PARTITION = "waybill_dlt_partition";

    /** Where the record was: offset. */
    public static final String OFFSET = "waybill_dlt_offset";

    /** The record's own timestamp, in milliseconds since 1970. */
    public static final String TIMESTAMP = "waybill_dlt_timestamp";

    /** How many attempts a record keeps, the first ones and the last. */
    public static final int MAX_ATTEMPTS = 10;

    /** The headers that each attempt has once. */
    public static final List<String> OF_AN_ATTEMPT =
            List.of(REASON, TOPIC, PARTITION, OFFSET, TIMESTAMP, MESSAGE, STACK_TRACE);

    private static final int MAX_TRACE = 8000;
    private static final int MAX_MESSAGE = 1000;

    private DeadLetter() {}

    /**
     * Returns the dead letter of a record: same key, value and partition, all its headers, and the reason.
     *
     * @param failure what was thrown, when something was
     */
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> poison, DeadLetterReason reason, @Nullable Throwable failure) {
        return of(
                poison,
                reason,
                failure == null ? "" : String.valueOf(failure.getMessage()),
                failure == null ? "" : trace(failure));
    }

    /** Returns the dead letter of a record for which nothing was thrown, with what is known of the failure. */
    public static ProducerRecord<byte[], byte[]> withMessage(
            ConsumerRecord<byte[], byte[]> poison, DeadLetterReason reason, String message) {
        return of(poison, reason, message, "");
    }

    private static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> poison, DeadLetterReason reason, String message, String trace) {
        var letter = new ProducerRecord<>(
                poison.topic() + Topics.DEAD_LETTER_SUFFIX,
                poison.partition(),
                (Long) null,
                poison.key(),
                poison.value(),
                poison.headers());
        OF_AN_ATTEMPT.forEach(name -> makeRoom(letter.headers(), name));
        letter.headers()
                .add(header(REASON, reason.phrase()))
                .add(header(TOPIC, poison.topic()))
                .add(header(PARTITION, Integer.toString(poison.partition())))
                .add(header(OFFSET, Long.toString(poison.offset())))
                .add(header(TIMESTAMP, Long.toString(poison.timestamp())))
                .add(header(MESSAGE, cut(message, MAX_MESSAGE)))
                .add(header(STACK_TRACE, cut(trace, MAX_TRACE)));
        return letter;
    }

    /** Of too many attempts the first ones stay, and the new one. */
    private static void makeRoom(Headers headers, String name) {
        List<Header> attempts = new ArrayList<>();
        headers.headers(name).forEach(attempts::add);
        if (attempts.size() >= MAX_ATTEMPTS) {
            headers.remove(name);
            attempts.subList(0, MAX_ATTEMPTS - 1).forEach(headers::add);
        }
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
