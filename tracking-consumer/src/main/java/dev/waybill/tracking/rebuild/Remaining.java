package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.rebuild.RebuiltTable;
import dev.waybill.schemas.rebuild.TableReport;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.tracking.rows.SqlArrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of the differences a record that was refused may have told: it remains as it is, and is reported. */
final class Remaining {

    private static final int UNITS = 500;
    private static final List<String> OF_SHIPMENTS =
            List.of(Topics.SHIPMENT_EVENTS, Topics.TRACKING_EVENTS, Topics.PERSONAL_DATA, Topics.ERASURES);

    /** Whether a refused record may have told of a shipment: itself, its tracker or whoever signed for it. */
    private static final String REFUSED = """
            topic = any(:of_shipments) and (
                key = easypost_id or key = tracker_id
                or exists (
                    select from %1$s.personal_data
                    where personal_data.shipment_id = shipments.easypost_id and personal_data.easypost_id = key))
            """;

    private final JdbcClient client;
    private final RebuiltTables tables;
    private final Differences differences;
    private final RefusedRecords refused;
    private final Folds folds;
    private final boolean ignored;

    /** @param ignored whether refused records count as if they had not been told: then nothing remains */
    Remaining(
            JdbcClient client,
            RebuiltTables tables,
            Differences differences,
            RefusedRecords refused,
            Folds folds,
            boolean ignored) {
        this.client = client;
        this.tables = tables;
        this.differences = differences;
        this.refused = refused;
        this.folds = folds;
        this.ignored = ignored;
    }

    /** Takes what remains out of what is to be carried over. */
    void find() {
        if (nothing()) {
            return;
        }
        for (RebuiltTable table : tables.all()) {
            List<UUID> units = differences.units(List.of(table), Differences.ALL, Differences.LEAST, UNITS);
            while (!units.isEmpty()) {
                folds.requireGoing();
                leave(table, units);
                units = differences.units(List.of(table), Differences.ALL, units.get(units.size() - 1), UNITS);
            }
        }
    }

    /** Takes out likewise what was refused by now, and returns the other units. */
    List<UUID> without(List<RebuiltTable> of, List<UUID> units) {
        if (nothing()) {
            return units;
        }
        of.forEach(table -> leave(table, units));
        return client.sql("""
                        select distinct unit from differences
                        where table_name = any(:names) and unit = any(:units) and not remains order by unit
                        """)
                .param("names", Differences.names(of))
                .param("units", CarryOver.uuids(units))
                .query(UUID.class)
                .list();
    }

    /** Returns a report with what remains by now. */
    List<TableReport> in(List<TableReport> report) {
        return report.stream().map(table -> table.left(count(table.table()))).toList();
    }

    private boolean nothing() {
        return ignored || !refused.any();
    }

    private long count(String table) {
        return client.sql("select count(*) from differences where table_name = :name and remains")
                .param("name", table)
                .query(Long.class)
                .single();
    }

    /**
     * Of shipments those of which a record was refused; of other tables, told by a topic of which one was refused, all but missing rows that
     * shipments need; and what a shipment refers to that remains.
     */
    private void leave(RebuiltTable table, List<UUID> units) {
        String live = table.schema();
        String condition = tables.ofShipments().contains(table)
                ? """
                    exists (select from %1$s.shipments join refused on %2$s where id = unit)
                        or exists (select from shipments join refused on %2$s where id = unit)
                    """.formatted(live, REFUSED.formatted(live))
                : """
                    not (:needed and kind = 'missing') and exists (select from refused where topic = any(:topics))
                        or :needed and kind = 'extra' and exists (
                            select from %1$s.shipments join refused on %2$s
                            where unit in (from_address_id, to_address_id, return_address_id, buyer_address_id, parcel_id, customs_info_id))
                    """.formatted(live, REFUSED.formatted(live));
        client.sql("""
                        update differences set remains = true
                        where table_name = :name and unit = any(:units) and not remains and (%s)
                        """.formatted(condition))
                .param("name", table.name())
                .param("units", CarryOver.uuids(units))
                .param("needed", RebuiltTables.isReferredTo(table))
                .param("topics", SqlArrays.texts(RebuiltTables.topics(table)))
                .param("of_shipments", SqlArrays.texts(OF_SHIPMENTS))
                .update();
    }
}
