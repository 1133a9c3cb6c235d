create table carrier_performance (
    mode text not null,
    carrier text not null,
    service text not null,
    date date not null,
    total_shipments bigint not null,
    delivered bigint not null,
    failed bigint not null,
    in_flight bigint not null,
    on_time bigint not null,
    delayed bigint not null,
    exceptions bigint not null,
    delivery_days_known bigint not null,
    avg_delivery_days numeric(19, 5),
    min_delivery_days numeric(19, 5),
    max_delivery_days numeric(19, 5),
    on_time_rate double precision,
    reliability_score double precision,
    constraint carrier_performance_pkey primary key (mode, carrier, service, date)
);
create table carrier_costs (
    mode text not null,
    carrier text not null,
    service text not null,
    date date not null,
    currency text not null,
    total numeric(19, 5) not null,
    count bigint not null,
    constraint carrier_costs_pkey primary key (mode, carrier, service, date, currency)
);
create table analytics_summaries (
    mode text not null,
    date date not null,
    total_shipments bigint not null,
    successful bigint not null,
    failed bigint not null,
    in_flight bigint not null,
    on_time bigint not null,
    delayed bigint not null,
    avg_delivery_days numeric(19, 5),
    on_time_rate double precision,
    constraint analytics_summaries_pkey primary key (mode, date)
);
create table destinations (
    mode text not null,
    date date not null,
    country text not null,
    state text not null,
    count bigint not null,
    constraint destinations_pkey primary key (mode, date, country, state)
);
