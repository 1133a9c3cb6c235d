create table analytics_summaries (
    id uuid not null,
    mode text not null,
    period text not null,
    date date not null,
    total_shipments bigint not null,
    successful bigint not null,
    failed bigint not null,
    in_flight bigint not null,
    costs jsonb not null,
    total_cost numeric(19, 5),
    average_cost numeric(19, 5),
    currency text,
    avg_delivery_days numeric(19, 5),
    on_time_rate numeric(6, 5),
    carrier_stats jsonb not null,
    top_destinations jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint analytics_summaries_pkey primary key (id),
    constraint analytics_summaries_key unique (mode, period, date),
    constraint analytics_summaries_period_check check (period in ('daily', 'weekly', 'monthly')),
    constraint analytics_summaries_total_shipments_check check (total_shipments = successful + failed + in_flight),
    constraint analytics_summaries_currency_check check (currency ~ '^[A-Z]{3}$'),
    constraint analytics_summaries_total_cost_check check (total_cost >= 0),
    constraint analytics_summaries_average_cost_check check (average_cost >= 0),
    constraint analytics_summaries_on_time_rate_check check (on_time_rate between 0 and 1)
) with (fillfactor = 70);

comment on table analytics_summaries is 'What was shipped in a day, an ISO week or a month';
comment on column analytics_summaries.id is 'UUIDv5 of mode|period|date';
comment on column analytics_summaries.date is 'First day of the period';
comment on column analytics_summaries.costs is 'Per currency: total and count';
comment on column analytics_summaries.total_cost is 'in currency; null when there are several currencies or none';
comment on column analytics_summaries.average_cost is 'in currency; null when there are several currencies or none';
comment on column analytics_summaries.avg_delivery_days is 'Days from label to delivery';
