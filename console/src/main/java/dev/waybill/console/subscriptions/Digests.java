package dev.waybill.console.subscriptions;

import dev.waybill.schemas.carriers.CarrierNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people are told once a day or a week: which parcels need attention, and how the carriers do. */
final class Digests {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int CARRIERS = 10;

    private final JdbcClient database;

    private record Reason(String name, long count, long recent) {}

    Digests(JdbcClient database) {
        this.database = database;
    }

    /**
     * Returns a digest as text, its first line the most important.
     *
     * @param since what is new
     * @param named a carrier by any of its names; null for all
     */
    String text(Instant since, Instant now, String mode, @Nullable String named) {
        String carrier = named == null ? null : CarrierNames.carrier(named);
        List<Reason> reasons = reasons(since, mode, carrier);
        var lines = new StringJoiner("\n");
        long all = reasons.stream().mapToLong(Reason::count).sum();
        lines.add(DAY.format(now) + ": "
                + (all == 0
                        ? "no parcel needs attention"
                        : all + (all == 1 ? " parcel needs attention" : " parcels need attention")));
        for (Reason reason : reasons) {
            lines.add("- " + reason.count() + " " + reason.name().replace('_', ' ')
                    + (reason.recent() == 0 ? "" : " (" + reason.recent() + " new)"));
        }
        List<String> carriers = carriers(now, mode, carrier);
        if (!carriers.isEmpty()) {
            lines.add("Shipped in the last 30 days:");
            carriers.forEach(lines::add);
        }
        return lines.toString();
    }

    private List<Reason> reasons(Instant since, String mode, @Nullable String carrier) {
        return database.sql("""
                select reason, count(*), count(*) filter (where told_at > :since)
                from shipment_attention a
                where raised and mode = :mode and carrier = coalesce(:carrier, carrier) and not exists (
                    select from attention_actions d
                    where d.shipment_id = a.shipment_id and d.reason = a.reason and d.since = a.since and d.action = 'resolve'
                        and not exists (
                            select from attention_actions r
                            where r.shipment_id = a.shipment_id and r.reason = a.reason and r.since = a.since
                                and r.action = 'reopen' and r.done_at > d.done_at))
                group by reason order by count(*) desc, reason
                """)
                .param("since", Timestamp.from(since))
                .param("mode", mode)
                .param("carrier", carrier)
                .query((row, number) -> new Reason(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    private List<String> carriers(Instant now, String mode, @Nullable String carrier) {
        return database.sql("""
                select carrier, sum(total_shipments) as shipped, sum(delivered) as delivered,
                    round(100 * sum(on_time) / nullif(sum(on_time) + sum(delayed), 0), 1) as on_time
                from carrier_performance
                where mode = :mode and date > cast(:now as date) - 30 and carrier = coalesce(:carrier, carrier)
                group by carrier order by shipped desc, carrier limit :limit
                """)
                .param("mode", mode)
                .param("now", now.atOffset(ZoneOffset.UTC).toLocalDate())
                .param("carrier", carrier)
                .param("limit", CARRIERS)
                .query((row, number) -> line(row))
                .list();
    }

    private static String line(ResultSet row) throws SQLException {
        String onTime = row.getString("on_time");
        return "- %s: %d parcels, %d delivered%s"
                .formatted(
                        row.getString("carrier"),
                        row.getLong("shipped"),
                        row.getLong("delivered"),
                        onTime == null ? "" : ", " + onTime + " % on time");
    }
}
