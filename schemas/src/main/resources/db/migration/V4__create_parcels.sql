create table parcels (
    id uuid not null,
    easypost_id text not null,
    length numeric(19, 5),
    width numeric(19, 5),
    height numeric(19, 5),
    weight numeric(19, 5),
    mass_unit text not null default 'oz',
    distance_unit text not null default 'in',
    predefined_package text,
    version_updated_at timestamptz,
    version_normalizer_version integer,
    version_hash text,
    created_at timestamptz,
    updated_at timestamptz,
    constraint parcels_pkey primary key (id),
    constraint parcels_length_check check (length > 0),
    constraint parcels_width_check check (width > 0),
    constraint parcels_height_check check (height > 0),
    constraint parcels_weight_check check (weight > 0)
) with (fillfactor = 80);
create index parcels_easypost_id_idx on parcels (easypost_id);

comment on table parcels is 'Parcels; one may serve many shipments';
comment on column parcels.id is 'UUIDv5 of easypost_id';
comment on column parcels.length is 'in distance_unit';
comment on column parcels.width is 'in distance_unit';
comment on column parcels.height is 'in distance_unit';
comment on column parcels.weight is 'in mass_unit';
comment on column parcels.version_updated_at is 'With version_normalizer_version and version_hash: which telling the row holds';
comment on column parcels.created_at is 'EasyPost''s; null until told';
comment on column parcels.updated_at is 'EasyPost''s; null until told';
comment on index parcels_easypost_id_idx is 'of one row, as the id is made of it; not unique: two upserts by id that meet wait for each other at one unique index, and fail at a second';
