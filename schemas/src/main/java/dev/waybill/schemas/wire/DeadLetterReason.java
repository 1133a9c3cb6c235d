package dev.waybill.schemas.wire;

/** Why a record became a dead letter. docs/RUNBOOK.md says of each what to do. */
public enum DeadLetterReason {
    /** A body of the inbox is none. */
    NOT_JSON("not JSON"),

    /** A body of the inbox is another kind of JSON. */
    NOT_A_JSON_OBJECT("not a JSON object"),

    /** A body of the inbox tells of nothing that EasyPost has. */
    NO_OBJECT("no object of EasyPost's"),

    /** A body of the inbox does not say of which object it tells. */
    NO_ID("no id"),

    /** A body of the inbox has no version. */
    NO_UPDATED_AT("no updated_at"),

    /** The normalizer fails on a body. */
    NOT_UNDERSTOOD("not understood"),

    /** What follows from a body is larger than its topic takes. */
    TOO_LARGE("too large"),

    /** What follows from a body is not taken by the broker for another reason. */
    REFUSED_BY_THE_BROKER("refused by the broker"),

    /** A snapshot says of no shipment. */
    NO_KEY("no key"),

    /** The record is none of its topic's. */
    UNREADABLE("cannot be read"),

    /** The record can be read, and nothing can be made of it. */
    UNFIT("cannot be handled"),

    /** Its row is refused by the database. */
    UNWRITABLE("cannot be written"),

    /** What is to be fetched is no shipment. */
    NO_SHIPMENT_ID("no shipment id"),

    /** EasyPost will not tell a shipment, whoever asks how often. */
    REFUSED_BY_EASYPOST("refused by EasyPost"),

    /** EasyPost failed to tell a shipment as often as it was asked. */
    GIVEN_UP("given up");

    private final String phrase;

    DeadLetterReason(String phrase) {
        this.phrase = phrase;
    }

    /** Returns what the header says. */
    public String phrase() {
        return phrase;
    }
}
