create table personal_data (
    id uuid not null,
    easypost_id text not null,
    shipment_id text not null,
    data jsonb not null,
    version_updated_at timestamptz not null,
    version_normalizer_version integer not null,
    version_hash text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint personal_data_pkey primary key (id),
    constraint personal_data_easypost_id_key unique (easypost_id)
) with (fillfactor = 80);
create index personal_data_shipment_id_idx on personal_data (shipment_id);

comment on table personal_data is 'The newest record of each shipment and tracker in the topic personal-data, whole: who signed, the links to labels and forms, and what has no column elsewhere. Addresses are in their own table';
comment on column personal_data.id is 'UUIDv5 of easypost_id';
comment on column personal_data.easypost_id is 'EasyPost''s id of the shipment or tracker: the record''s key';
comment on column personal_data.shipment_id is 'The key of the shipment that it belongs to';
comment on column personal_data.data is 'The record, its fields by name';
comment on column personal_data.version_updated_at is 'With version_normalizer_version and version_hash: which telling the row holds';
comment on index personal_data_shipment_id_idx is 'for the erasure of all that is told of a shipment';
