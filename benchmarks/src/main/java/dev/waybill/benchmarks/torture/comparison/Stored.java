package dev.waybill.benchmarks.torture.comparison;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The rows of the tables, by what the oracle calls them. Two rows that are called the same are kept apart by a number. */
public final class Stored {

    /** In the ids of what no row needs to come of. */
    private static final String POISON = "poison";

    private static final Map<String, String> QUERIES = new TreeMap<>(Map.of(
            "shipments",
            """
            select s.easypost_id, to_jsonb(s) || jsonb_build_object(
                'from_address', f.easypost_id, 'to_address', t.easypost_id, 'parcel', p.easypost_id)
            from shipments s
            left join addresses f on f.id = s.from_address_id
            left join addresses t on t.id = s.to_address_id
            left join parcels p on p.id = s.parcel_id
            """,
            "shipment_events",
            """
            select s.easypost_id || ' ' || to_char(e.event_datetime at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                || ' ' || coalesce(e.carrier_status, 'null'), to_jsonb(e)
            from shipment_events e join shipments s on s.id = e.shipment_id
            """,
            "shipment_metrics",
            "select s.easypost_id, to_jsonb(m) from shipment_metrics m join shipments s on s.id = m.shipment_id",
            "addresses",
            "select easypost_id, to_jsonb(a) - 'search' from addresses a",
            "parcels",
            "select easypost_id, to_jsonb(p) from parcels p",
            "carrier_performance",
            "select concat_ws('|', mode, carrier, service, date), to_jsonb(c) from carrier_performance c",
            "analytics_summaries",
            "select concat_ws('|', mode, period, date), to_jsonb(a) from analytics_summaries a"));

    private Stored() {}

    public static Map<String, SortedMap<String, ObjectNode>> read(Connection database) throws SQLException {
        var tables = new TreeMap<String, SortedMap<String, ObjectNode>>();
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
            var rows = new TreeMap<String, ObjectNode>();
            try (Statement statement = database.createStatement();
                    ResultSet found = statement.executeQuery(query.getValue())) {
                while (found.next()) {
                    String key = found.getString(1);
                    if (key.contains(POISON)) {
                        continue;
                    }
                    var row = (ObjectNode) JsonMapper.shared().readTree(found.getString(2));
                    rows.put(rows.containsKey(key) ? key + " again, row " + found.getRow() : key, row);
                }
            }
            tables.put(query.getKey(), rows);
        }
        return tables;
    }
}
