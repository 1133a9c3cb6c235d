package dev.waybill.schemas.failures;

import static dev.waybill.schemas.failures.Verdict.POISON;
import static dev.waybill.schemas.failures.Verdict.RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waybill.schemas.wire.RegistrySchemas;
import dev.waybill.schemas.wire.SchemaIds;
import java.net.URI;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class VerdictTest {

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(textBlock = """
            08003, RETRY,    connection does not exist
            08006, RETRY,    connection failure
            40001, RETRY,    serialization failure
            40P01, RETRY,    deadlock detected
            53100, RETRY,    disk full
            53300, RETRY,    too many connections
            55P03, RETRY,    lock not available
            57014, RETRY,    query canceled
            57P01, RETRY,    admin shutdown
            57P03, RETRY,    cannot connect now
            58030, RETRY,    io error
            25006, RETRY,    read only sql transaction
            23503, RETRY,    foreign key violation
              ,    RETRY,    none
            '',    RETRY,    an empty one
            25P03, TOO_LONG, idle in transaction session timeout
            25P04, TOO_LONG, transaction timeout
            25001, POISON,   active sql transaction
            25P02, POISON,   in failed sql transaction
            22P05, POISON,   untranslatable character
            23502, POISON,   not null violation
            23505, POISON,   unique violation
            23514, POISON,   check violation
            42703, POISON,   undefined column
            54000, POISON,   program limit exceeded
            XX000, POISON,   internal error
            """)
    void everySqlStateHasOne(String sqlState, Verdict verdict, String name) {
        var failure = new SQLException(name, sqlState);
        assertThat(Verdict.of(new UncategorizedSQLException("task", "sql", failure)))
                .isEqualTo(verdict);
        assertThat(Verdict.of(new DataAccessResourceFailureException("translated", failure)))
                .isEqualTo(verdict);
        assertThat(Verdict.of(new TransactionSystemException("commit", failure)))
                .isEqualTo(verdict);
        assertThat(Verdict.of(new IllegalStateException(new BatchUpdateException(name, sqlState, new int[0]))))
                .isEqualTo(verdict);
    }

    @Test
    void withoutAConnectionNoRecordIsToBlame() {
        var refused = new SQLException("password", "28P01");
        assertThat(Verdict.of(new CannotGetJdbcConnectionException("none", refused)))
                .isEqualTo(RETRY);
        assertThat(Verdict.of(new CannotCreateTransactionException("none", refused)))
                .isEqualTo(RETRY);
        assertThat(Verdict.of(new IllegalStateException(new SQLTransientConnectionException("none", "28P01"))))
                .isEqualTo(RETRY);
    }

    @Test
    void whoWasOvertakenTriesAgain() {
        assertThat(Verdict.of(new ConcurrencyFailureException("overtaken"))).isEqualTo(RETRY);
    }

    @Test
    void aBrokerOrARegistryThatIsAwayIsTriedAgain() {
        assertThat(Verdict.of(new IllegalStateException(new ExecutionException(new TimeoutException()))))
                .isEqualTo(RETRY);
        SchemaIds nobody = RegistrySchemas.at(URI.create("http://127.0.0.1:1"));
        assertThat(Verdict.of(catchThrowable(() -> nobody.schemaOf(1)))).isEqualTo(RETRY);
    }

    @Test
    void anythingElseIsARecords() {
        assertThat(Verdict.of(new SerializationException("no Avro"))).isEqualTo(POISON);
        assertThat(Verdict.of(new RecordTooLargeException("9 MiB"))).isEqualTo(POISON);
        assertThat(Verdict.of(new DataIntegrityViolationException("without a cause")))
                .isEqualTo(POISON);
        assertThat(Verdict.of(new NullPointerException())).isEqualTo(POISON);
        assertThat(Verdict.of(new StackOverflowError())).isEqualTo(POISON);
    }
}
