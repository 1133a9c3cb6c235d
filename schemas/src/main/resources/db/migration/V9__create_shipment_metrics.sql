create table shipment_metrics (
    shipment_id uuid not null,
    creation_to_purchase_seconds bigint,
    label_to_first_scan_seconds bigint,
    first_scan_to_delivery_seconds bigint,
    seconds_in_status jsonb,
    base_rate numeric(19, 5),
    surcharges numeric(19, 5),
    insurance_cost numeric(19, 5),
    fees_total numeric(19, 5),
    adjustment numeric(19, 5),
    total_cost numeric(19, 5),
    currency text,
    list_rate numeric(19, 5),
    retail_rate numeric(19, 5),
    estimated_delivery_days integer,
    actual_delivery_days numeric(19, 5),
    transit_days numeric(19, 5),
    transit_business_days numeric(19, 5),
    promised_date date,
    attempted_date date,
    delivered_date date,
    on_time boolean,
    days_late integer,
    tracking_updates_count integer not null default 0,
    exceptions_count integer not null default 0,
    delivery_attempts integer not null default 0,
    longest_scan_gap_seconds bigint,
    origin_country text,
    origin_state text,
    origin_postal_prefix text,
    destination_country text,
    destination_state text,
    destination_postal_prefix text,
    distance_km numeric(19, 5),
    mode text not null,
    account text,
    carrier text not null,
    service text not null,
    shipped_on date,
    counted boolean not null,
    final_status text,
    deleted boolean not null default false,
    revision bigint not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint shipment_metrics_pkey primary key (shipment_id),
    constraint shipment_metrics_shipment_id_fkey foreign key (shipment_id) references shipments (id),
    constraint shipment_metrics_currency_check check (currency ~ '^[A-Z]{3}$'),
    constraint shipment_metrics_base_rate_check check (base_rate >= 0),
    constraint shipment_metrics_total_cost_check check (total_cost >= 0),
    constraint shipment_metrics_surcharges_check check (surcharges >= 0),
    constraint shipment_metrics_insurance_cost_check check (insurance_cost >= 0),
    constraint shipment_metrics_fees_total_check check (fees_total >= 0),
    constraint shipment_metrics_list_rate_check check (list_rate >= 0),
    constraint shipment_metrics_retail_rate_check check (retail_rate >= 0),
    constraint shipment_metrics_origin_country_check check (origin_country ~ '^[A-Z]{2}$'),
    constraint shipment_metrics_destination_country_check check (destination_country ~ '^[A-Z]{2}$'),
    constraint shipment_metrics_final_status_check check (final_status in ('delivered', 'failed'))
) with (fillfactor = 70);
create index shipment_metrics_shipped_on_idx on shipment_metrics (shipped_on, carrier, service) where counted;

comment on table shipment_metrics is 'One row a shipment: a pure function of its row in shipments. The README defines each figure';
comment on column shipment_metrics.seconds_in_status is 'Seconds in each status that has ended';
comment on column shipment_metrics.base_rate is 'in currency';
comment on column shipment_metrics.surcharges is 'in currency; 0 when none, null when unknown';
comment on column shipment_metrics.insurance_cost is 'in US dollars';
comment on column shipment_metrics.fees_total is 'in US dollars';
comment on column shipment_metrics.adjustment is 'Final invoice less what was paid first, in currency';
comment on column shipment_metrics.total_cost is 'in currency';
comment on column shipment_metrics.list_rate is 'The carrier''s list price of the selected rate, in currency';
comment on column shipment_metrics.retail_rate is 'The carrier''s retail price of the selected rate, in currency';
comment on column shipment_metrics.estimated_delivery_days is 'Days that the selected rate promises';
comment on column shipment_metrics.actual_delivery_days is 'Days with fractions from label to delivery';
comment on column shipment_metrics.transit_days is 'Days with fractions from first in_transit scan to delivery';
comment on column shipment_metrics.transit_business_days is 'Days with fractions, without Saturdays and Sundays';
comment on column shipment_metrics.distance_km is 'Great-circle distance in km';
comment on column shipment_metrics.shipped_on is 'UTC date of the label, else of the tracker''s creation';
comment on column shipment_metrics.counted is 'Whether the shipment is in the rollups';
comment on column shipment_metrics.revision is 'A plain counter of the row''s changes';
comment on index shipment_metrics_shipped_on_idx is 'for figures of one account or of a range of days';
