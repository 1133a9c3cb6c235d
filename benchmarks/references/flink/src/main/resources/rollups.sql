create table snapshots (
    shipment_id string,
    mode string,
    carrier string,
    service string,
    shipped_on date,
    counted boolean,
    final_status string,
    currency string,
    total_cost decimal(19, 5),
    actual_delivery_days decimal(19, 5),
    on_time boolean,
    exceptions_count int,
    destination_country string,
    destination_state string,
    primary key (shipment_id) not enforced
) with (
    'connector' = 'upsert-kafka', 'topic' = '${topic}', 'properties.bootstrap.servers' = '${bootstrap}',
    'properties.isolation.level' = 'read_committed', 'properties.max.poll.records' = '2000',
    'key.format' = 'raw', 'value.format' = 'framed-avro', 'value.fields-include' = 'EXCEPT_KEY'
);
create view counted_shipments as
select mode, carrier, service, shipped_on, final_status, currency, total_cost, on_time, exceptions_count,
    case when final_status = 'delivered' then actual_delivery_days end as days,
    coalesce(destination_country, 'unknown') as country, coalesce(destination_state, 'unknown') as state
from snapshots where counted and shipped_on is not null;
create table carrier_performance (
    mode string, carrier string, service string, `date` date,
    total_shipments bigint, delivered bigint, failed bigint, in_flight bigint, on_time bigint, delayed bigint, exceptions bigint,
    delivery_days_known bigint, avg_delivery_days decimal(19, 5), min_delivery_days decimal(19, 5), max_delivery_days decimal(19, 5),
    on_time_rate double, reliability_score double,
    primary key (mode, carrier, service, `date`) not enforced
) with (
    'connector' = 'jdbc', 'url' = '${jdbcUrl}', 'username' = '${user}', 'password' = '${password}', 'table-name' = 'carrier_performance',
    'sink.buffer-flush.max-rows' = '1000', 'sink.buffer-flush.interval' = '500ms'
);
create table carrier_costs (
    mode string, carrier string, service string, `date` date, currency string, total decimal(19, 5), `count` bigint,
    primary key (mode, carrier, service, `date`, currency) not enforced
) with (
    'connector' = 'jdbc', 'url' = '${jdbcUrl}', 'username' = '${user}', 'password' = '${password}', 'table-name' = 'carrier_costs',
    'sink.buffer-flush.max-rows' = '1000', 'sink.buffer-flush.interval' = '500ms'
);
create table analytics_summaries (
    mode string, `date` date,
    total_shipments bigint, successful bigint, failed bigint, in_flight bigint, on_time bigint, delayed bigint,
    avg_delivery_days decimal(19, 5), on_time_rate double,
    primary key (mode, `date`) not enforced
) with (
    'connector' = 'jdbc', 'url' = '${jdbcUrl}', 'username' = '${user}', 'password' = '${password}', 'table-name' = 'analytics_summaries',
    'sink.buffer-flush.max-rows' = '1000', 'sink.buffer-flush.interval' = '500ms'
);
create table destinations (
    mode string, `date` date, country string, state string, `count` bigint,
    primary key (mode, `date`, country, state) not enforced
) with (
    'connector' = 'jdbc', 'url' = '${jdbcUrl}', 'username' = '${user}', 'password' = '${password}', 'table-name' = 'destinations',
    'sink.buffer-flush.max-rows' = '1000', 'sink.buffer-flush.interval' = '500ms'
);
insert into carrier_performance
select mode, carrier, service, shipped_on, total_shipments, delivered, failed, in_flight, k, n - k, exceptions,
    known, cast(avg_days as decimal(19, 5)), cast(min_hours / 24.0 as decimal(19, 5)), cast(max_hours / 24.0 as decimal(19, 5)),
    case when n > 0 then k / cast(n as double) end,
    case when n > 0 then 100 * greatest(0e0, (2 * k + 3.841458820694124
        - 1.959963984540054 * sqrt(3.841458820694124 + 4 * k * (n - k) / cast(n as double))) / (2 * (n + 3.841458820694124))) end
from (
    select mode, carrier, service, shipped_on,
        count(*) as total_shipments,
        count(*) filter (where final_status = 'delivered') as delivered,
        count(*) filter (where final_status = 'failed') as failed,
        count(*) filter (where final_status is null) as in_flight,
        count(*) filter (where on_time) as k,
        count(on_time) as n,
        sum(cast(exceptions_count as bigint)) as exceptions,
        count(days) as known,
        avg(days) as avg_days,
        min(cast(floor(days * 24) as bigint)) as min_hours,
        max(cast(floor(days * 24) as bigint)) as max_hours
    from counted_shipments group by mode, carrier, service, shipped_on
);
insert into carrier_costs
select mode, carrier, service, shipped_on, currency, cast(sum(total_cost) as decimal(19, 5)), count(*)
from counted_shipments where currency is not null and total_cost is not null
group by mode, carrier, service, shipped_on, currency;
insert into analytics_summaries
select mode, shipped_on, total_shipments, delivered, failed, in_flight, k, n - k, cast(avg_days as decimal(19, 5)),
    case when n > 0 then k / cast(n as double) end
from (
    select mode, shipped_on,
        count(*) as total_shipments,
        count(*) filter (where final_status = 'delivered') as delivered,
        count(*) filter (where final_status = 'failed') as failed,
        count(*) filter (where final_status is null) as in_flight,
        count(*) filter (where on_time) as k,
        count(on_time) as n,
        avg(days) as avg_days
    from counted_shipments group by mode, shipped_on
);
insert into destinations
select mode, shipped_on, country, state, count(*) from counted_shipments group by mode, shipped_on, country, state
