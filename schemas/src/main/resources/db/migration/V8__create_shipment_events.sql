create table shipment_events (
    id uuid not null,
    shipment_id uuid not null,
    status shipment_status not null,
    status_detail text,
    message text,
    description text,
    carrier_status text,
    source text,
    tracking_location jsonb,
    event_datetime timestamptz not null,
    told_as text,
    received_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint shipment_events_pkey primary key (event_datetime, id),
    constraint shipment_events_shipment_id_fkey foreign key (shipment_id) references shipments (id)
) partition by range (event_datetime);
create table shipment_events_default partition of shipment_events default;
create index shipment_events_shipment_id_idx on shipment_events (shipment_id, event_datetime);

comment on table shipment_events is 'Scans: those of each shipment''s newest tracker version';
comment on column shipment_events.id is 'UUIDv8: 48 bits of event_datetime in ms, then a hash of what the scan tells';
comment on column shipment_events.carrier_status is 'The carrier''s code';
comment on column shipment_events.tracking_location is 'city, state, country, zip of the place of the scan';
comment on column shipment_events.told_as is 'The text from which event_datetime was read, with its offset';
comment on column shipment_events.received_at is 'The row''s own, like created_at: when Waybill had the tracker version that the row was last written from';
comment on index shipment_events_shipment_id_idx is 'for the history of a shipment, and the foreign key';
