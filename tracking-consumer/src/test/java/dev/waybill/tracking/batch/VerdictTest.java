package dev.waybill.tracking.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;

class VerdictTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"08006", "40001", "40P01", "53100", "55P03", "57P01", "57014", "58030", "25006"})
    void whatPassesIsTriedAgain(String sqlState) {
        assertThat(Verdict.of(wrapped(sqlState))).isEqualTo(Verdict.RETRY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P05", "23502", "23514", "42703", "54000"})
    void anythingElseIsARecords(String sqlState) {
        assertThat(Verdict.of(wrapped(sqlState))).isEqualTo(Verdict.POISON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25P03", "25P04"})
    void whatTookTooLongIsMadeSmaller(String sqlState) {
        assertThat(Verdict.of(wrapped(sqlState))).isEqualTo(Verdict.TOO_LONG);
    }

    @Test
    void withoutAConnectionNoRecordIsToBlame() {
        assertThat(Verdict.of(new CannotGetJdbcConnectionException("none", new SQLException("password", "28P01"))))
                .isEqualTo(Verdict.RETRY);
        assertThat(Verdict.of(new IllegalStateException(new SQLTransientConnectionException("none", "28P01"))))
                .isEqualTo(Verdict.RETRY);
    }

    @Test
    void aBrokerThatIsAwayIsTriedAgainAndBytesThatAreNoRecordAreNot() {
        assertThat(Verdict.of(new IllegalStateException(new TimeoutException())))
                .isEqualTo(Verdict.RETRY);
        assertThat(Verdict.of(new SerializationException("no Avro"))).isEqualTo(Verdict.POISON);
        assertThat(Verdict.of(new DataIntegrityViolationException("x"))).isEqualTo(Verdict.POISON);
    }

    private static RuntimeException wrapped(String sqlState) {
        return new UncategorizedSQLException("task", "sql", new SQLException("said", sqlState));
    }
}
