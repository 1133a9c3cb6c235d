create table scans (
    id uuid not null,
    shipment_id uuid not null,
    status text not null,
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
    constraint scans_pkey primary key (event_datetime, id)
);
create index scans_shipment_id_idx on scans (shipment_id, event_datetime);
