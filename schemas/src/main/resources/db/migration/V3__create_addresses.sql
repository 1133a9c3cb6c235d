create table addresses (
    id uuid not null,
    easypost_id text not null,
    name text,
    company text,
    street1 text,
    street2 text,
    city text,
    state text,
    zip text,
    country text,
    phone text,
    email text,
    is_residential boolean,
    carrier_facility text,
    federal_tax_id text,
    state_tax_id text,
    tax_ids jsonb,
    verifications jsonb,
    extra_metadata jsonb,
    erased_at timestamptz,
    created_at timestamptz,
    updated_at timestamptz,
    search tsvector generated always as (to_tsvector('simple',
        coalesce(name, '') || ' ' || coalesce(company, '') || ' ' || coalesce(street1, '') || ' ' || coalesce(street2, '') || ' '
        || coalesce(city, '') || ' ' || coalesce(state, '') || ' ' || coalesce(zip, '') || ' ' || coalesce(country, '') || ' '
        || coalesce(email, ''))) stored,
    constraint addresses_pkey primary key (id),
    constraint addresses_country_check check (country ~ '^[A-Z]{2}$')
) with (fillfactor = 80);
create index addresses_easypost_id_idx on addresses (easypost_id);
create index addresses_search_idx on addresses using gin (search);

comment on table addresses is 'Addresses, filled from personal-data. A row with no name and no street may be a placeholder for what is not told yet, or erased';
comment on column addresses.id is 'UUIDv5 of easypost_id';
comment on column addresses.country is 'ISO 3166-1 alpha-2';
comment on column addresses.extra_metadata is 'Other personal fields, by their path as told';
comment on column addresses.erased_at is 'When the erasure of the person was asked for; such a row stays blank';
comment on column addresses.created_at is 'EasyPost''s; null until told';
comment on column addresses.updated_at is 'EasyPost''s; null until told';
comment on index addresses_easypost_id_idx is 'of one row, as the id is made of it; not unique: two upserts by id that meet wait for each other at one unique index, and fail at a second';
comment on index addresses_search_idx is 'for the search by name, street, place or e-mail';
