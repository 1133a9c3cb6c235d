create table missed_webhooks (
    id uuid not null,
    reconciliation_id text not null,
    tracker_id text not null,
    shipment_id text,
    tracking_code text,
    carrier text,
    mode text,
    tracker_updated_at timestamptz not null,
    known_updated_at timestamptz,
    found_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint missed_webhooks_pkey primary key (id)
);
create index missed_webhooks_reconciliation_id_idx on missed_webhooks (reconciliation_id);

comment on table missed_webhooks is 'Changes of trackers that EasyPost had and no webhook had told when a reconciliation looked';
comment on column missed_webhooks.id is 'UUIDv5 of tracker_id|tracker_updated_at';
comment on column missed_webhooks.reconciliation_id is 'batch_id of the row in batch_operations';
comment on column missed_webhooks.known_updated_at is 'What was known of the tracker; null when nothing was';
comment on column missed_webhooks.found_at is 'When EasyPost was asked';
comment on index missed_webhooks_reconciliation_id_idx is 'for how many one reconciliation found';
