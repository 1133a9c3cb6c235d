-- Least privilege: each service may write what it folds, and reads what it needs.
grant usage on schema ${flyway:defaultSchema} to waybill_tracking, waybill_analytics, waybill_console, waybill_reader;

grant select, insert, update, delete on shipments, addresses, parcels, customs_infos, shipment_events, shipment_metrics,
    batch_operations, user_activities, system_metrics, personal_data, erasures, shipment_attention, attention_actions,
    delivery_attempts, missed_webhooks to waybill_tracking;
grant execute on function ensure_month(text, date) to waybill_tracking;

grant select, insert, update, delete on carrier_performance, analytics_summaries, sink_offsets to waybill_analytics;

grant select on all tables in schema ${flyway:defaultSchema} to waybill_console, waybill_reader;
alter default privileges in schema ${flyway:defaultSchema} grant select on tables to waybill_console, waybill_reader;
grant select on flyway_schema_history to waybill_tracking, waybill_analytics;

-- a rebuild folds beside what is live
grant usage, create on schema rebuild to waybill_tracking, waybill_analytics;
