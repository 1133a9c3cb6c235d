package dev.waybill.schemas.rebuild;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a service is with a rebuild.
 *
 * @param recordsTotal of the log when it began
 * @param refused of those that are folded
 * @param carriedOver shipments, and rows of other tables, that were brought to what the log says
 * @param tables what differed, before anything was carried over; empty while that is not known
 * @param failure what it has last failed of, and has begun again or ended
 */
public record Progress(
        Phase phase,
        long recordsTotal,
        long recordsFolded,
        Refusals refused,
        long carriedOver,
        List<TableReport> tables,
        @Nullable String failure) {

    public Progress {
        tables = List.copyOf(tables);
    }

    /** Of one that has begun. */
    public static final Progress NONE = new Progress(Phase.FOLDING, 0, 0, Refusals.NONE, 0, List.of(), null);

    /** Returns one that has folded so many records, of so many. */
    public Progress folded(long total, long done) {
        return new Progress(phase, total, done, refused, carriedOver, tables, null);
    }

    /** Returns one that was refused some records. */
    public Progress refused(Refusals records) {
        return new Progress(phase, recordsTotal, recordsFolded, records, carriedOver, tables, failure);
    }

    /** Returns one that has come to a phase. */
    public Progress in(Phase next) {
        return new Progress(next, recordsTotal, recordsFolded, refused, carriedOver, tables, failure);
    }

    /** Returns one that has compared. */
    public Progress found(List<TableReport> differences) {
        return new Progress(phase, recordsTotal, recordsFolded, refused, carriedOver, differences, null);
    }

    /** Returns one that has carried over so much. */
    public Progress carried(long units) {
        return new Progress(phase, recordsTotal, recordsFolded, refused, units, tables, null);
    }

    /** Returns one that has failed. */
    public Progress failed(String why) {
        return new Progress(phase, recordsTotal, recordsFolded, refused, carriedOver, tables, why);
    }

    /** What it does at present, or how it ended. */
    public enum Phase {
        FOLDING,
        COMPARING,
        CARRYING_OVER,
        COMPLETED,
        FAILED;

        /** Returns its name as it is told. */
        public String told() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean ended() {
            return this == COMPLETED || this == FAILED;
        }
    }
}
