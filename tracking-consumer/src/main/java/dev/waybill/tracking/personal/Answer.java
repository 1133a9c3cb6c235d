package dev.waybill.tracking.personal;

import dev.waybill.events.Erasure;
import dev.waybill.events.PersonalData;

/** What is said because of a record of people, so that the last record of each key, which compaction keeps, is the right one. */
sealed interface Answer {

    /** A record is older than what is known: that is told again, under its own version. */
    record Newer(PersonalData told, PersonalData known) implements Answer {}

    /**
     * Who is told of was erased: the last record of the key is a tombstone.
     *
     * @param because which record or erasure is answered
     */
    record Forgotten(String id, String because) implements Answer {}

    /** What belongs to an erased shipment is erased itself, under whatever shipment it is told later. */
    record Erased(Erasure erasure) implements Answer {}
}
