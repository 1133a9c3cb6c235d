package dev.waybill.tracking.batch;

import dev.waybill.schemas.wire.RegistryAwayException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Whose fault a failure is, and so what to do about it. */
enum Verdict {

    /** Nobody's in the batch: try again, without limit. */
    RETRY,

    /** The batch took too long, or the process was frozen: make it smaller, and try a single record again without limit. */
    TOO_LONG,

    /** A record's: find it. */
    POISON;

    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");
    private static final String IDLE_IN_TRANSACTION = "25P03";
    private static final String TRANSACTION_TIMEOUT = "25P04";
    private static final String READ_ONLY = "25006";

    static Verdict of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof RegistryAwayException
                    || cause instanceof RetriableException
                    || cause instanceof OvertakenException) {
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
                || PASSING_CLASSES.contains(sqlState.substring(0, 2))) {
            return RETRY;
        }
        return sqlState.equals(IDLE_IN_TRANSACTION) || sqlState.equals(TRANSACTION_TIMEOUT) ? TOO_LONG : POISON;
    }
}
