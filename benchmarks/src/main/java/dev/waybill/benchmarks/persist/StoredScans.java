package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.site.Site;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A past for the tables of facts: the rows that tracking-consumer has written itself, again and again under other ids, each copy of a
 * shipment by some days older, up to two years. Only while they are put in, foreign keys are not checked and pages are not logged whole.
 */
final class StoredScans {

    /** As far back as the service makes partitions. */
    private static final int DAYS = 700;

    private static final int CONNECTIONS = 2;
    private static final List<String> TABLES = List.of("shipments", "shipment_metrics", "shipment_events");

    private final Site site;
    private final Connection database;

    private StoredScans(Site site, Connection database) {
        this.site = site;
        this.database = database;
    }

    /** Keeps the rows that are there, of so many shipments at most, to be multiplied. */
    static StoredScans like(Site site, Connection database, int shipments) throws SQLException {
        var stored = new StoredScans(site, database);
        stored.run("create unlogged table like_shipments as select * from shipments limit " + shipments);
        for (String table : TABLES.subList(1, TABLES.size())) {
            stored.run("create unlogged table like_" + table + " as select " + table + ".* from " + table
                    + " join like_shipments on like_shipments.id = " + table + ".shipment_id");
        }
        return stored;
    }

    /**
     * Empties the tables and puts in a past, as much of it as a time allows.
     *
     * @return how many scans it has
     */
    long fill(long scans, Duration atMost) throws SQLException, InterruptedException {
        CopyOfTables.empty(database);
        run("alter system set full_page_writes = off", "alter system set autovacuum = off");
        run("alter system set max_wal_size = '8GB'", "select pg_reload_conf()");
        long each = count("like_shipment_events");
        long copies = Math.max(1, Math.round((double) scans / each));
        long done = multiply(copies, System.nanoTime() + atMost.toNanos());
        run("vacuum (analyze) " + String.join(", ", TABLES), "checkpoint");
        run("alter system reset all", "select pg_reload_conf()");
        return done * each;
    }

    private long multiply(long copies, long end) throws SQLException, InterruptedException {
        List<String> inserts = new ArrayList<>();
        for (String table : TABLES) {
            inserts.add(insert(table));
        }
        var next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            var counts = new ArrayList<Future<Long>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                counts.add(threads.submit(() -> copy(inserts, next, copies, end)));
            }
            long done = 0;
            for (Future<Long> count : counts) {
                done += count.get();
            }
            return done;
        } catch (ExecutionException failed) {
            throw new SQLException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private long copy(List<String> inserts, AtomicInteger next, long copies, long end) throws SQLException {
        long done = 0;
        try (Connection connection = site.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            connection.setAutoCommit(false);
            for (int copy = next.getAndIncrement();
                    copy < copies && System.nanoTime() < end;
                    copy = next.getAndIncrement()) {
                for (String insert : inserts) {
                    try (PreparedStatement prepared = connection.prepareStatement(insert)) {
                        prepared.setString(1, Integer.toString(copy));
                        prepared.executeUpdate();
                    }
                }
                connection.commit();
                done++;
            }
        }
        return done;
    }

    /** The statement that copies the rows of a table; its parameter is the number of the copy. */
    private String insert(String table) throws SQLException {
        String shipment = table.equals("shipments") ? "id" : "shipment_id";
        try (PreparedStatement query = database.prepareStatement("""
                select string_agg(
                    case
                        when column_name = ? then 'new_id'
                        when column_name = 'id' then 'gen_random_uuid()'
                        when column_name = 'easypost_id' then '''shp_'' || replace(new_id::text, ''-'', '''')'
                        when column_name = 'tracker_id' then '''trk_'' || replace(new_id::text, ''-'', '''')'
                        when column_name = 'tracking_code' then '''94'' || abs(hashtextextended(new_id::text, 0))'
                        when data_type = 'timestamp with time zone' then column_name || ' - age'
                        when data_type = 'date' then '(' || column_name || ' - age)::date'
                        else column_name
                    end, ', ' order by ordinal_position)
                from information_schema.columns where table_name = ?
                """)) {
            query.setString(1, shipment);
            query.setString(2, table);
            try (ResultSet columns = query.executeQuery()) {
                columns.next();
                return """
                        with copy as (select ?::text as number)
                        insert into %s
                        select %s from like_%s
                        cross join lateral (select md5(%s::text || number)::uuid as new_id from copy) as named
                        cross join lateral (
                            select make_interval(days => abs(hashtext(new_id::text)) %% %d) as age) as aged
                        """.formatted(table, columns.getString(1), table, shipment, DAYS);
            }
        }
    }

    private long count(String table) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
