package dev.waybill.schemas.rebuild;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.schemas.failures.Transactions;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Connections of their own, for which a table without a schema is one of the schema {@code rebuild}: what is folded there can by no mistake
 * come into a live table. A transaction takes as long as it needs: one that locks live rows sets itself a limit.
 *
 * @param liveSchema the schema of the live tables
 */
public record RebuildDatabase(
        HikariDataSource pool, JdbcClient client, TransactionTemplate transactions, String liveSchema)
        implements AutoCloseable {

    /** Opens connections like those of a pool. */
    public static RebuildDatabase open(HikariDataSource live, int connections) {
        String schema = JdbcClient.create(live)
                .sql("select current_schema()")
                .query(String.class)
                .single();
        var config = new HikariConfig();
        live.copyStateTo(config);
        config.setPoolName("rebuild");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionInitSql(Objects.requireNonNullElse(live.getConnectionInitSql(), "select 1")
                + "; set transaction_timeout = 0; set search_path = " + RebuiltTable.SCHEMA);
        var pool = new HikariDataSource(config);
        return new RebuildDatabase(pool, JdbcClient.create(pool), transactions(pool), schema);
    }

    private static TransactionTemplate transactions(DataSource pool) {
        return new Transactions(new DataSourceTransactionManager(pool));
    }

    @Override
    public void close() {
        pool.close();
    }
}
