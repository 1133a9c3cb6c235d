package dev.waybill.standalone.pipeline;

import dev.waybill.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the tables hold, as a test looks at it. */
public final class Tables {

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

    public Tables(TestPostgres.Database database) {
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

    Map<String, Object> shipment(String id) {
        return row("select s.*, s.status::text status from shipments s where easypost_id = ?", id);
    }

    Map<String, Object> metrics(String id) {
        return row(
                "select m.* from shipment_metrics m join shipments s on s.id = m.shipment_id where s.easypost_id = ?",
                id);
    }

    Map<String, Object> scans(String id) {
        return row("""
                select count(*) scans, min(e.event_datetime) "first"
                from shipment_events e join shipments s on s.id = e.shipment_id
                where s.easypost_id = ?
                """, id);
    }

    Map<String, Object> carrier(String mode, String service, String date) {
        return row("""
                select * from carrier_performance
                where mode = ? and carrier = 'USPS' and service = ? and date = ?::date
                """, mode, service, date);
    }

    long count(String table) {
        return client.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Returns every row of the fact tables without what tells only of its writing: bookkeeping times and the revision. Each upload is an operation of its own and left out. */
    List<String> facts() {
        return dump(FACTS);
    }

    /** The same, without when and how each facet was told: that differs between two installations that were told the same. */
    public List<String> factsWithoutArrival() {
        return facts().stream().map(Tables::withoutArrival).sorted().toList();
    }

    private static String withoutArrival(String row) {
        int json = row.indexOf('{');
        var columns = (ObjectNode) JsonMapper.shared().readTree(row.substring(json));
        columns.remove("modified_by");
        columns.path("facets").forEach(facet -> {
            if (facet instanceof ObjectNode told) {
                told.remove(List.of("received_at", "source"));
            }
        });
        return row.substring(0, json) + columns;
    }

    /** Returns every row of the rollup tables without its bookkeeping times. */
    public List<String> rollups() {
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
