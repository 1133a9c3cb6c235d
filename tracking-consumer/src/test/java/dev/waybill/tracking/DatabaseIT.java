package dev.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the migrations make, and who may do what with it. */
class DatabaseIT {

    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("shipments", """
                    id easypost_id tracker_id tracking_code mode status status_detail from_address_id to_address_id return_address_id
                    buyer_address_id parcel_id customs_info_id carrier service currency base_cost total_cost insurance usps_zone rates_data
                    selected_rate tracking_details carrier_detail fees options origin destination delivery_days est_delivery_date
                    promised_date label_date first_estimate first_guarantee signed_by is_return reference batch_id order_id refund_status
                    invoice_amount invoice_currency adjustment_amount adjustment_reason captured easypost_user_id extra_metadata
                    purchased_at delivered_at finalized public_url fetch_requested_at deleted_at modified_by received_at created_at
                    updated_at"""),
            Map.entry("addresses", """
                    easypost_id name company street1 street2 city state zip country phone email is_residential carrier_facility
                    federal_tax_id state_tax_id tax_ids verifications erased_at search created_at updated_at"""),
            Map.entry("parcels", """
                    easypost_id length width height weight mass_unit distance_unit predefined_package created_at updated_at"""),
            Map.entry("customs_infos", """
                    easypost_id contents_type contents_explanation customs_certify customs_signer non_delivery_option restriction_type
                    restriction_comments customs_items eel_pfc declaration created_at updated_at"""),
            Map.entry("shipment_events", """
                    id shipment_id status status_detail message description carrier_status source tracking_location event_datetime told_as
                    received_at created_at updated_at"""),
            Map.entry("shipment_metrics", """
                    shipment_id creation_to_purchase_seconds label_to_first_scan_seconds first_scan_to_delivery_seconds seconds_in_status
                    base_rate surcharges insurance_cost fees_total adjustment total_cost currency list_rate retail_rate
                    estimated_delivery_days actual_delivery_days transit_days transit_business_days promised_date attempted_date
                    delivered_date on_time days_late tracking_updates_count exceptions_count delivery_attempts longest_scan_gap_seconds
                    origin_country origin_state origin_postal_prefix destination_country destination_state destination_postal_prefix
                    distance_km mode account carrier service shipped_on counted final_status deleted revision created_at updated_at"""),
            Map.entry("carrier_performance", """
                    mode carrier service date total_shipments delivered on_time delayed failed in_flight costs total_cost average_cost
                    currency avg_delivery_days min_delivery_days max_delivery_days p50_delivery_days p90_delivery_days exceptions
                    on_time_rate reliability_score created_at updated_at"""),
            Map.entry("analytics_summaries", """
                    mode period date total_shipments successful failed in_flight costs total_cost average_cost currency avg_delivery_days
                    on_time_rate carrier_stats top_destinations created_at updated_at"""),
            Map.entry("sink_offsets", "topic partition next_offset created_at updated_at"),
            Map.entry("personal_data", "easypost_id object shipment_id customs_info_id data created_at updated_at"),
            Map.entry("erasures", "easypost_id object requested_at requested_by reason created_at updated_at"),
            Map.entry("shipment_attention", """
                    shipment_id easypost_id reason raised since told_at snapshot_offset tracker_id tracking_code mode account carrier
                    service status promised_date created_at updated_at"""),
            Map.entry("attention_actions", """
                    action_id shipment_id easypost_id reason since action assignee snoozed_until resolution note done_by done_at
                    created_at updated_at"""),
            Map.entry("user_activities", """
                    user_id session_id method endpoint status_code response_time_ms ip_address user_agent error_message extra_metadata
                    timestamp created_at updated_at"""),
            Map.entry("missed_webhooks", """
                    reconciliation_id tracker_id shipment_id tracking_code carrier mode tracker_updated_at known_updated_at found_at
                    created_at updated_at"""),
            Map.entry("delivery_attempts", """
                    subscription_id lane message_id event_type event_id event_key partition record_offset attempt attempted_at
                    duration_ms outcome status_code answer error due_at created_at updated_at"""),
            Map.entry("system_metrics", """
                    service instance cpu_usage_percent cpu_cores_used memory_usage_mb memory_percent db_connections_active db_pool_size
                    api_requests_per_second avg_response_time_ms consumer_lag cache_hit_rate cache_miss_rate timestamp created_at
                    updated_at"""),
            Map.entry("batch_operations", """
                    batch_id operation_type status user_id source parameters items_total items_processed items_successful items_failed
                    started_at completed_at total_processing_time avg_item_time errors created_at updated_at"""));

    @SuppressWarnings("NullAway.Init")
    private static TestPostgres.Database database;

    @BeforeAll
    static void migrate() {
        database = TestPostgres.newDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .validateMigrationNaming(true)
                .load()
                .migrate();
        for (String role : List.of("waybill_tracking", "waybill_reader")) {
            owner().sql("alter role " + role + " login password 'x'").update();
        }
    }

    @Test
    void everyTableHasItsColumnsAndAComment() {
        COLUMNS.forEach((table, columns) -> assertThat(owner().sql(
                                "select column_name from information_schema.columns where table_schema = 'public' and table_name = :table")
                        .param("table", table)
                        .query(String.class)
                        .list())
                .as(table)
                .contains(columns.trim().split("\\s+")));
        assertThat(owner().sql("""
                        select relname from pg_class where relkind in ('r', 'p') and not relispartition
                            and relnamespace = 'public'::regnamespace and relname <> 'flyway_schema_history'
                            and obj_description(oid, 'pg_class') is null
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    void columnsWithAUnitAndIndexesSayWhatTheyAreFor() {
        assertThat(owner().sql("""
                        select attrelid::regclass || '.' || attname from pg_attribute
                        where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                                and not relispartition and relname <> 'flyway_schema_history')
                            and attnum > 0 and col_description(attrelid, attnum) is null
                            and attname ~ '(_cost|_rate|_days|_km|_mb|_percent|_ms|_time|_amount|length|width|height|weight|surcharges|fees_total|adjustment)$'
                            and attname not in ('on_time', 'selected_rate')
                        order by 1
                        """).query(String.class).list())
                .as("columns with a unit and without a comment")
                .isSubsetOf(
                        // counted in the unit that another column's comment names
                        "analytics_summaries.on_time_rate",
                        "carrier_performance.max_delivery_days",
                        "carrier_performance.min_delivery_days",
                        "carrier_performance.p50_delivery_days",
                        "carrier_performance.p90_delivery_days",
                        "shipment_metrics.estimated_delivery_days",
                        "shipment_metrics.list_rate",
                        "shipment_metrics.retail_rate",
                        "system_metrics.cache_miss_rate");
        assertThat(owner().sql("""
                        select indexrelid::regclass::text from pg_index
                        join pg_class on pg_class.oid = indexrelid
                        where relnamespace = 'public'::regnamespace and not relispartition
                            and not exists (select from pg_constraint where conindid = indexrelid)
                            and indrelid::regclass::text <> 'flyway_schema_history'
                            and obj_description(indexrelid, 'pg_class') is null
                            and relname <> 'flyway_schema_history_s_idx'
                        """).query(String.class).list()).isSubsetOf("carrier_performance_key_idx");
    }

    @Test
    void everyForeignKeyIsIndexed() {
        assertThat(owner().sql("""
                        select conrelid::regclass || ' ' || conname from pg_constraint
                        where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace
                            and not exists (
                                select from pg_index where indrelid = conrelid
                                    and (indkey::smallint[])[0:cardinality(conkey) - 1] = conkey)
                        """).query(String.class).list()).isEmpty();
        assertThat(owner().sql("select count(*) from pg_constraint where contype = 'f' and conparentid = 0")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into shipments (id, easypost_id) values (gen_random_uuid(), 'shp_x')",
                "update addresses set name = 'x'",
                "delete from shipment_events",
                "select count(*) from erasures",
                "select ensure_month('shipment_events', date '2011-05-01')",
                "insert into system_metrics (id, service, instance, timestamp) values (gen_random_uuid(), 's', 'i', now())"
            })
    void theServiceMayWriteItsTables(String statement) {
        assertThatCode(() -> as("waybill_tracking")
                        .sql(statement)
                        .query((row, number) -> 1)
                        .list())
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isNull(),
                        failure -> assertThat(failure).hasMessageContaining("No results were returned"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into carrier_performance (id) values (gen_random_uuid())",
                "update sink_offsets set next_offset = 0",
                "truncate shipments",
                "drop table shipments",
                "create table mine (n integer)",
                "alter table shipments add column mine text",
                "select ensure_month('shipments', date '2011-05-01')",
                "delete from flyway_schema_history"
            })
    void theServiceMayDoNothingMore(String statement) {
        assertThatThrownBy(() -> as("waybill_tracking").sql(statement).update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theReaderReadsEverythingAndWritesNothing() {
        JdbcClient reader = as("waybill_reader");
        COLUMNS.keySet().forEach(table -> {
            assertThat(reader.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .isNotNegative();
            assertThatThrownBy(() -> reader.sql("delete from " + table).update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        });
        assertThatThrownBy(() -> reader.sql("select ensure_month('shipment_events', date '2012-05-01')")
                        .query()
                        .listOfRows())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static JdbcClient owner() {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }

    private static JdbcClient as(String role) {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), role, "x"));
    }
}
