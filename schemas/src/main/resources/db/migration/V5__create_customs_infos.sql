create table customs_infos (
    id uuid not null,
    easypost_id text not null,
    contents_type text,
    contents_explanation text,
    customs_certify boolean,
    customs_signer text,
    non_delivery_option text,
    restriction_type text,
    restriction_comments text,
    customs_items jsonb,
    eel_pfc text,
    declaration text,
    version_updated_at timestamptz,
    version_normalizer_version integer,
    version_hash text,
    created_at timestamptz,
    updated_at timestamptz,
    constraint customs_infos_pkey primary key (id)
) with (fillfactor = 80);
create index customs_infos_easypost_id_idx on customs_infos (easypost_id);

comment on table customs_infos is 'Customs forms. The signer comes from personal-data, the rest from shipment-events, in either order';
comment on column customs_infos.id is 'UUIDv5 of easypost_id';
comment on column customs_infos.customs_items is 'Array of items as in the event: weight in ounces, value in the item''s currency';
comment on column customs_infos.version_updated_at is 'With version_normalizer_version and version_hash: which telling the form is from';
comment on column customs_infos.created_at is 'EasyPost''s; null until told';
comment on column customs_infos.updated_at is 'EasyPost''s; null until told';
comment on index customs_infos_easypost_id_idx is 'of one row, as the id is made of it; not unique: two upserts by id that meet wait for each other at one unique index, and fail at a second';
