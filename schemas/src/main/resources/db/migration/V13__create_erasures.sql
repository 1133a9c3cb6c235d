create table erasures (
    id uuid not null,
    easypost_id text not null,
    object text not null,
    requested_at timestamptz not null,
    requested_by text not null,
    reason text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint erasures_pkey primary key (id),
    constraint erasures_object_check check (object in ('address', 'shipment', 'tracker', 'unknown'))
);
create index erasures_easypost_id_idx on erasures (easypost_id);

comment on table erasures is 'Who was erased, and stays erased whatever is told again';
comment on column erasures.id is 'UUIDv5 of easypost_id';
comment on index erasures_easypost_id_idx is 'of one row, as the id is made of it; not unique: two upserts by id that meet wait for each other at one unique index, and fail at a second';
