package dev.waybill.schemas.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.waybill.testkit.TestPostgres;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@NullUnmarked
class TransactionsIT {

    private static final TestPostgres.Database PLACE = TestPostgres.newDatabase();

    private final DataSource impatient =
            source("-c transaction_timeout=1s -c idle_in_transaction_session_timeout=300ms");
    private final JdbcClient database = JdbcClient.create(impatient);
    private final JdbcTransactionManager manager = new JdbcTransactionManager(impatient);
    private final Transactions transactions = new Transactions(manager);

    @Test
    void whatTookTooLongComesOutThoughTheRollBackFailsToo() {
        RuntimeException failure = catchThrowableOfType(
                RuntimeException.class, () -> transactions.executeWithoutResult(transaction -> sleep()));
        assertThat(sqlState(failure)).isEqualTo("25P04");
        assertThat(Verdict.of(failure)).isEqualTo(Verdict.TOO_LONG);
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(rollBack -> assertThat(sqlState(rollBack)).isEqualTo("08003"));
    }

    @Test
    void springsTemplateTellsOfTheRollBackAlone() {
        RuntimeException failure = catchThrowableOfType(
                RuntimeException.class,
                () -> new TransactionTemplate(manager).executeWithoutResult(transaction -> sleep()));
        assertThat(sqlState(failure)).isEqualTo("08003");
    }

    @Test
    void whatIsIdleForTooLongIsCutOffToo() {
        RuntimeException failure = catchThrowableOfType(
                RuntimeException.class,
                () -> transactions.executeWithoutResult(transaction -> {
                    int session = database.sql("select pg_backend_pid()")
                            .query(Integer.class)
                            .single();
                    await().until(() -> !lives(session));
                    sleep();
                }));
        assertThat(sqlState(failure)).isEqualTo("25P03");
        assertThat(Verdict.of(failure)).isEqualTo(Verdict.TOO_LONG);
    }

    @Test
    void workThatFailsIsRolledBackAndItsFailureIsTheSame() {
        database.sql("create table told (id integer)").update();
        var ours = new IllegalStateException("ours");
        assertThat(catchThrowableOfType(
                        RuntimeException.class,
                        () -> transactions.executeWithoutResult(transaction -> {
                            database.sql("insert into told values (1)").update();
                            throw ours;
                        })))
                .isSameAs(ours)
                .hasNoSuppressedExceptions();
        assertThat(transactions.<Long>execute(transaction -> database.sql("select count(*) from told")
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    private void sleep() {
        database.sql("select pg_sleep(30)").query(rows -> {});
    }

    private static boolean lives(int session) {
        return JdbcClient.create(source(""))
                .sql("select exists (select from pg_stat_activity where pid = ?)")
                .param(session)
                .query(Boolean.class)
                .single();
    }

    private static DataSource source(String options) {
        var source = new PGSimpleDataSource();
        source.setUrl(PLACE.jdbcUrl());
        source.setUser(PLACE.user());
        source.setPassword(PLACE.password());
        source.setOptions(options);
        return source;
    }

    private static String sqlState(Throwable failure) {
        assertThat(failure).isInstanceOf(DataAccessException.class);
        return ((SQLException) failure.getCause()).getSQLState();
    }
}
