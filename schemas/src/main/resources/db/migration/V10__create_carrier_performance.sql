create table carrier_performance (
    id uuid not null,
    mode text not null,
    carrier text not null,
    service text not null,
    date date not null,
    total_shipments bigint not null,
    delivered bigint not null,
    on_time bigint not null,
    delayed bigint not null,
    failed bigint not null,
    in_flight bigint not null,
    costs jsonb not null,
    total_cost numeric(19, 5),
    average_cost numeric(19, 5),
    currency text,
    delivery_days_known bigint not null,
    avg_delivery_days numeric(19, 5),
    min_delivery_days numeric(19, 5),
    max_delivery_days numeric(19, 5),
    p50_delivery_days numeric(19, 5),
    p90_delivery_days numeric(19, 5),
    exceptions bigint not null,
    on_time_rate numeric(6, 5),
    reliability_score numeric(8, 5),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint carrier_performance_pkey primary key (id),
    constraint carrier_performance_key unique (mode, carrier, service, date),
    constraint carrier_performance_total_shipments_check check (total_shipments = delivered + failed + in_flight),
    constraint carrier_performance_currency_check check (currency ~ '^[A-Z]{3}$'),
    constraint carrier_performance_total_cost_check check (total_cost >= 0),
    constraint carrier_performance_average_cost_check check (average_cost >= 0),
    constraint carrier_performance_on_time_rate_check check (on_time_rate between 0 and 1),
    constraint carrier_performance_reliability_score_check check (reliability_score between 0 and 100)
) with (fillfactor = 70);
create index carrier_performance_carrier_service_date_idx on carrier_performance (carrier, service, date);

comment on table carrier_performance is 'How each service of each carrier did with what was shipped on a day';
comment on column carrier_performance.id is 'UUIDv5 of mode|carrier|service|date';
comment on column carrier_performance.date is 'UTC date on which the shipments were shipped';
comment on column carrier_performance.costs is 'Per currency: total and count';
comment on column carrier_performance.total_cost is 'in currency; null when there are several currencies or none';
comment on column carrier_performance.average_cost is 'in currency; null when there are several currencies or none';
comment on column carrier_performance.delivery_days_known is 'Delivered shipments whose days from label to delivery are known: the weight of avg_delivery_days';
comment on column carrier_performance.avg_delivery_days is 'Days from label to delivery';
comment on column carrier_performance.min_delivery_days is 'Days from label to delivery, in whole hours';
comment on column carrier_performance.max_delivery_days is 'Days from label to delivery, in whole hours';
comment on column carrier_performance.p50_delivery_days is 'Days from label to delivery, in whole hours';
comment on column carrier_performance.p90_delivery_days is 'Days from label to delivery, in whole hours';
comment on column carrier_performance.on_time_rate is 'on_time / (on_time + delayed); null when neither';
comment on column carrier_performance.reliability_score is '100 x the lower bound of the 95 % Wilson interval of on_time_rate';
comment on index carrier_performance_carrier_service_date_idx is 'for the history of a carrier''s service';
