package dev.waybill.standalone.pipeline;

import dev.waybill.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the tables hold, as a test looks at it. */
final class Tables {

    private static final List<String> FACTS = List.of(
            "addresses",
            "batch_operations",
            "customs_infos",
            "parcels",
            "shipment_events",
            "shipment_metrics",
            "shipments");
    private static final List<String> ROLLUPS = List.of("analytics_summaries", "carrier_performance");

    private final TestPostgres.Database database;
    private final JdbcClient client;

    Tables(TestPostgres.Database database) {
        this.database = database;
        this.client = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }

    TestPostgres.Database database() {
        return database;
    }

    /** Returns the one row that a query finds. */
    Map<String, Object> row(String sql, Object... parameters) {
        return client.sql(sql).params(List.of(parameters)).query().singleRow();
    }

    long count(String table) {
        return client.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Returns every row of the fact tables without what tells only of its writing: bookkeeping times and the revision. Each upload is an operation of its own and left out. */
    List<String> facts() {
        return dump(FACTS);
    }

    /** Returns every row of the rollup tables without its bookkeeping times. */
    List<String> rollups() {
        return dump(ROLLUPS);
    }

    private List<String> dump(List<String> names) {
        return names.stream()
                .flatMap(name -> client.sql("""
                                select '%1$s ' || (to_jsonb(t) - case
                                    when '%1$s' in ('shipments', 'addresses', 'parcels', 'customs_infos') then array ['received_at']
                                    else array ['received_at', 'created_at', 'updated_at', 'revision'] end)::text
                                from %1$s t
                                where to_jsonb(t) ->> 'operation_type' is distinct from 'upload'
                                order by 1
                                """.formatted(name)).query(String.class).list().stream())
                .toList();
    }
}
