package dev.waybill.schemas.failures;

import dev.waybill.schemas.wire.RegistryAwayException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Whose fault a failure is, and so what to do about it. */
public enum Verdict {

    /** Nobody's in the batch: try again, without limit. */
    RETRY,

    /** The batch took too long, or the process was frozen: make it smaller, and try a single record again without limit. */
    TOO_LONG,

    /** A record's: find it. */
    POISON;

    /** Connection, roll-back, resources, state, operator, system. Not 54, a limit that the same statement meets again. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    /** Sessions that PostgreSQL cuts off, by idle_in_transaction_session_timeout and transaction_timeout. */
    private static final Set<String> CUT_OFF = Set.of("25P03", "25P04");

    /** What a row refers to was there a moment ago: each fold makes it first. Somebody has deleted it. */
    private static final String REFERENCE_GONE = "23503";

    /** A database that has become, or still is, a standby. */
    private static final String READ_ONLY = "25006";

    /** Returns the verdict on a failure: that of the first in its chain of causes which says something. */
    public static Verdict of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof RegistryAwayException
                    || cause instanceof RetriableException) {
                return RETRY;
            }
            if (cause instanceof SQLException sql) {
                return of(sql.getSQLState());
            }
        }
        return POISON;
    }

    private static Verdict of(@Nullable String sqlState) {
        if (sqlState == null
                || sqlState.length() < 2
                || sqlState.equals(READ_ONLY)
                || sqlState.equals(REFERENCE_GONE)
                || PASSING_CLASSES.contains(sqlState.substring(0, 2))) {
            return RETRY;
        }
        return CUT_OFF.contains(sqlState) ? TOO_LONG : POISON;
    }
}
