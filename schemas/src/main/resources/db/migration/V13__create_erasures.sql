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
    constraint erasures_easypost_id_key unique (easypost_id),
    constraint erasures_object_check check (object in ('address', 'shipment', 'tracker', 'unknown'))
);

comment on table erasures is 'Who was erased, and stays erased whatever is told again';
comment on column erasures.id is 'UUIDv5 of easypost_id';
