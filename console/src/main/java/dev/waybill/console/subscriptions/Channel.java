package dev.waybill.console.subscriptions;

import java.time.Instant;

/** A way to a subscriber. */
interface Channel {

    /**
     * Sends a message; whatever fails is told by the answer.
     *
     * @param id the same whenever the same event is sent
     * @param body JSON
     * @param at when it is sent
     */
    Answer send(String id, String body, Instant at);
}
