create table batch_operations (
    id uuid not null,
    batch_id text not null,
    operation_type text not null,
    status text,
    user_id text,
    source text not null,
    parameters jsonb,
    items_total bigint,
    items_processed bigint,
    items_successful bigint,
    items_failed bigint,
    started_at timestamptz,
    completed_at timestamptz,
    total_processing_time numeric(19, 5),
    avg_item_time numeric(19, 5),
    errors jsonb,
    version_updated_at timestamptz,
    version_normalizer_version integer,
    version_rank integer,
    version_hash text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint batch_operations_pkey primary key (id),
    constraint batch_operations_items_check check (items_total >= 0 and items_processed >= 0 and items_successful >= 0 and items_failed >= 0)
) with (fillfactor = 70);
create index batch_operations_batch_id_idx on batch_operations (batch_id);
create index batch_operations_started_at_idx on batch_operations (started_at);

comment on table batch_operations is 'Operations on many shipments: EasyPost''s batches, uploads and replays';
comment on column batch_operations.id is 'UUIDv5 of batch_id';
comment on column batch_operations.batch_id is 'EasyPost''s batch_ id, or Waybill''s op_ id of an upload or rpl_ id of a replay';
comment on column batch_operations.total_processing_time is 'Seconds from started_at to completed_at';
comment on column batch_operations.avg_item_time is 'Seconds an item';
comment on column batch_operations.version_updated_at is 'With version_normalizer_version, version_rank, version_hash: which telling the row holds';
comment on index batch_operations_batch_id_idx is 'of one row, as the id is made of it; not unique: two upserts by id that meet wait for each other at one unique index, and fail at a second';
comment on index batch_operations_started_at_idx is 'for the list of operations, newest first';
