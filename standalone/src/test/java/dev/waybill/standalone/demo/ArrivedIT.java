package dev.waybill.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.standalone.demo.Arrived.Carrier;
import dev.waybill.testkit.TestPostgres;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ArrivedIT {

    private static final TestPostgres.Database DATABASE = TestPostgres.newDatabase();

    @BeforeAll
    static void fill() {
        var source = new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        JdbcClient client = JdbcClient.create(source);
        client.sql("""
                insert into carrier_performance (id, mode, carrier, service, date, total_shipments, delivered, on_time, delayed,
                    failed, in_flight, costs, delivery_days_known, avg_delivery_days, exceptions)
                values
                    (gen_random_uuid(), 'production', 'UPS', 'Ground', '2026-03-01', 4, 3, 2, 1, 0, 1,
                        '{"USD": {"total": 30, "count": 3}, "CAD": {"total": 8, "count": 1}}', 1, 2, 0),
                    (gen_random_uuid(), 'production', 'UPS', 'Ground', '2026-03-02', 1, 1, 0, 0, 0, 0,
                        '{"USD": {"total": 20, "count": 1}}', 1, 10, 0),
                    (gen_random_uuid(), 'production', 'FedEx', 'Ground', '2026-03-02', 1, 0, 0, 0, 0, 1, '{}', 0, null, 0),
                    (gen_random_uuid(), 'test', 'UPS', 'Ground', '2026-03-02', 9, 9, 9, 0, 0, 0,
                        '{"USD": {"total": 999, "count": 9}}', 9, 99, 0)
                """).update();
    }

    @Test
    void daysAreTheMeanOfThoseKnownAndCostsOfEachCurrency() throws SQLException {
        var arrived = new Arrived(new Source("", DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password()));
        assertThat(arrived.carriers())
                .containsExactly(
                        new Carrier("UPS", 5, 4, new BigDecimal("66.7"), new BigDecimal("6.0"), "8.00 CAD, 12.50 USD"),
                        new Carrier("FedEx", 1, 0, null, null, "-"));
    }
}
