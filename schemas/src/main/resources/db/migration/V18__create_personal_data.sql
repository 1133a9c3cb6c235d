create table personal_data (
    id uuid not null,
    easypost_id text not null,
    object text not null,
    shipment_id text,
    customs_info_id text,
    data jsonb,
    version_updated_at timestamptz not null,
    version_normalizer_version integer not null,
    version_rank integer not null,
    version_newest_scan_at timestamptz,
    version_hash text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint personal_data_pkey primary key (id),
    constraint personal_data_object_check check (object in ('address', 'shipment', 'tracker', 'unknown'))
) with (fillfactor = 80);
create index personal_data_easypost_id_idx on personal_data (easypost_id);
create index personal_data_shipment_id_idx on personal_data (shipment_id) where shipment_id is not null;
create index personal_data_customs_info_id_idx on personal_data (customs_info_id) where customs_info_id is not null;

comment on table personal_data is 'The newest record of each key in the topic personal-data, whole. What it tells of addresses, signatures and signers is also in the columns of their tables';
comment on column personal_data.id is 'UUIDv5 of easypost_id';
comment on column personal_data.easypost_id is 'EasyPost''s id of the address, shipment or tracker: the record''s key';
comment on column personal_data.shipment_id is 'The key of the shipment that it belongs to; null for an address';
comment on column personal_data.customs_info_id is 'EasyPost''s id of the customs form whose signer it tells';
comment on column personal_data.data is 'The record, its fields by name; null once it is forgotten';
comment on column personal_data.version_updated_at is 'With version_normalizer_version, version_rank, version_newest_scan_at, version_hash: which telling the row holds';
comment on index personal_data_easypost_id_idx is 'of one row, as the id is made of it; not unique: two upserts by id that meet wait for each other at one unique index, and fail at a second';
comment on index personal_data_shipment_id_idx is 'for who signed for a shipment, and the erasure of all that is told of one';
comment on index personal_data_customs_info_id_idx is 'for who signed a customs form; most records name none';
