package dev.waybill.tracking.personal;

import dev.waybill.events.Erasure;
import dev.waybill.events.PersonalData;

/** What the two topics of people say, each of one EasyPost id. */
sealed interface PersonalRecord {

    String id();

    /** Somebody was told of. */
    record Told(PersonalData data) implements PersonalRecord {

        @Override
        public String id() {
            return data.getId();
        }
    }

    /** A tombstone: what was told before it is to be forgotten. */
    record Gone(String id) implements PersonalRecord {}

    /** Somebody is to be forgotten for good. */
    record Erased(Erasure erasure) implements PersonalRecord {

        @Override
        public String id() {
            return erasure.getId();
        }
    }
}
