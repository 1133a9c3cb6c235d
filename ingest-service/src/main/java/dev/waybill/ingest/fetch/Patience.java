package dev.waybill.ingest.fetch;

import java.time.Duration;

/**
 * How long one fetch request may keep its thread at the worst: each step has an end, and these are added up. What must wait longer is left
 * in the topic.
 *
 * @param answer for EasyPost's answer
 * @param append for the inbox
 * @param block for a producer that has not seen the broker
 */
record Patience(Duration answer, Duration append, Duration block) {

    /** For a turn at the rate. */
    static final Duration TURN = Duration.ofSeconds(1);

    /** For a dead letter. */
    static final Duration DEAD_LETTER = Duration.ofSeconds(10);

    private static final Duration LEAST = Duration.ofMinutes(5);

    Duration worst() {
        return TURN.plus(answer).plus(append).plus(block).plus(DEAD_LETTER);
    }

    /** Returns how long the group is to wait for a consumer that takes one request a poll: twice the worst. */
    Duration pollInterval() {
        Duration twice = worst().multipliedBy(2);
        return twice.compareTo(LEAST) > 0 ? twice : LEAST;
    }
}
