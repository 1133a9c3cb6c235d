package dev.waybill.analytics.sink;

import static dev.waybill.analytics.Shipments.decimal;
import static dev.waybill.analytics.sink.RollupRecords.WIRE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.analytics.MigratedDatabase;
import dev.waybill.analytics.Shipments;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.CostTotal;
import dev.waybill.schemas.identity.RowId;
import java.sql.Date;
import java.util.Collections;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a record is as a row. */
@NullUnmarked
class RollupTableIT {

    private static final MigratedDatabase DATABASE = MigratedDatabase.fresh();

    private final JdbcClient database = JdbcClient.create(DATABASE.dataSource());
    private final CarrierPerformances carriers = new CarrierPerformances(database, WIRE);
    private final AnalyticsSummaries summaries = new AnalyticsSummaries(database, WIRE);

    @BeforeEach
    void empty() {
        database.sql("delete from carrier_performance").update();
        database.sql("delete from analytics_summaries").update();
    }

    @Test
    void aCarriersRowIsWrittenWithItsOneCurrency() {
        write(carriers, RollupRecords.carrier("USPS", "12.50000", 2));
        assertThat(database.sql("select * from carrier_performance").query().singleRow())
                .containsEntry("id", RowId.of("k"))
                .containsEntry("mode", "test")
                .containsEntry("carrier", "USPS")
                .containsEntry("service", "Ground")
                .containsEntry("date", Date.valueOf(Shipments.TUESDAY))
                .containsEntry("total_shipments", 3L)
                .containsEntry("total_cost", decimal("12.5"))
                .containsEntry("average_cost", decimal("6.25"))
                .containsEntry("currency", "USD")
                .containsEntry("p90_delivery_days", decimal("4"))
                .containsEntry("delivery_days_known", 2L)
                .containsEntry("reliability_score", decimal("20.65493"));
        assertThat(text("select costs::text from carrier_performance"))
                .isEqualTo("{\"USD\": {\"count\": 2, \"total\": 12.5}}");
    }

    @Test
    void severalCurrenciesHaveNoTotal() {
        CarrierPerformance row = RollupRecords.carrier("USPS", "10", 1);
        row.getCosts().put("CAD", new CostTotal(decimal("100"), 1L));
        write(carriers, row);
        assertThat(database.sql("select total_cost, average_cost, currency from carrier_performance")
                        .query()
                        .singleRow()
                        .values())
                .containsOnlyNulls();
        assertThat(text("select costs #>> '{CAD,total}' from carrier_performance"))
                .isEqualTo("100");
    }

    @Test
    void aSummaryIsWrittenWithItsParts() {
        write(summaries, RollupRecords.summary());
        assertThat(text("select period || ' ' || date || ' ' || successful from analytics_summaries"))
                .isEqualTo("weekly 2024-07-30 1");
        assertThat(text("select carrier_stats #>> '{USPS,on_time_rate}' from analytics_summaries"))
                .isEqualTo("0.5");
        assertThat(text("select carrier_stats #>> '{USPS,costs,USD,total}' from analytics_summaries"))
                .isEqualTo("7.4");
        assertThat(text("select top_destinations::text from analytics_summaries"))
                .isEqualTo("[{\"count\": 2, \"state\": \"CA\", \"country\": \"US\"}]");
    }

    @Test
    void aRowIsOverwrittenAndGoes() {
        write(carriers, RollupRecords.carrier("USPS", "1", 1));
        write(carriers, RollupRecords.carrier("USPS", "2", 1));
        assertThat(text("select string_agg(total_cost::text, ' ') from carrier_performance"))
                .isEqualTo("2.00000");
        carriers.write(Collections.singletonMap("k", null));
        assertThat(text("select count(*)::text from carrier_performance")).isEqualTo("0");
    }

    private static void write(RollupTable<?> table, SpecificRecord row) {
        table.write(Map.of("k", WIRE.encode(table.topic(), row)));
    }

    private String text(String sql) {
        return database.sql(sql).query(String.class).single();
    }
}
