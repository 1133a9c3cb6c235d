create table shipments (
    id uuid not null,
    easypost_id text not null,
    tracker_id text,
    tracking_code text,
    mode text not null default 'unknown',
    status shipment_status not null default 'unknown',
    status_detail text,
    from_address_id uuid,
    to_address_id uuid,
    return_address_id uuid,
    buyer_address_id uuid,
    parcel_id uuid,
    customs_info_id uuid,
    carrier text,
    service text,
    currency text not null default 'USD',
    base_cost numeric(19, 5),
    total_cost numeric(19, 5),
    insurance numeric(19, 5),
    usps_zone integer,
    rates_data jsonb,
    selected_rate jsonb,
    tracking_details jsonb,
    carrier_detail jsonb,
    fees jsonb,
    options jsonb,
    origin jsonb,
    destination jsonb,
    delivery_days integer,
    est_delivery_date date,
    promised_date date,
    label_date timestamptz,
    first_estimate date,
    first_estimate_told_at timestamptz,
    first_estimate_normalizer_version integer,
    first_guarantee date,
    first_guarantee_told_at timestamptz,
    first_guarantee_normalizer_version integer,
    signed_by text,
    is_return boolean,
    reference text,
    batch_id text,
    order_id text,
    refund_status text,
    invoice_amount numeric(19, 5),
    invoice_currency text,
    adjustment_amount numeric(19, 5),
    adjustment_reason text,
    captured jsonb,
    easypost_user_id text,
    extra_metadata jsonb,
    purchased_at timestamptz,
    delivered_at timestamptz,
    finalized boolean not null default false,
    public_url text,
    facets jsonb,
    told_updated_at timestamptz,
    told_normalizer_version integer,
    told_rank integer,
    told_hash text,
    tracker_updated_at timestamptz,
    tracker_updated_on date,
    tracker_normalizer_version integer,
    tracker_scans integer,
    tracker_newest_scan_at timestamptz,
    tracker_hash text,
    refund_updated_at timestamptz,
    refund_normalizer_version integer,
    refund_hash text,
    insurance_updated_at timestamptz,
    insurance_normalizer_version integer,
    insurance_hash text,
    invoice_updated_at timestamptz,
    invoice_normalizer_version integer,
    invoice_hash text,
    presence_updated_at timestamptz,
    presence_normalizer_version integer,
    presence_hash text,
    fetch_requested_at timestamptz,
    deleted_at timestamptz,
    modified_by text,
    received_at timestamptz,
    created_at timestamptz,
    updated_at timestamptz,
    constraint shipments_pkey primary key (id),
    constraint shipments_from_address_id_fkey foreign key (from_address_id) references addresses (id),
    constraint shipments_to_address_id_fkey foreign key (to_address_id) references addresses (id),
    constraint shipments_return_address_id_fkey foreign key (return_address_id) references addresses (id),
    constraint shipments_buyer_address_id_fkey foreign key (buyer_address_id) references addresses (id),
    constraint shipments_parcel_id_fkey foreign key (parcel_id) references parcels (id),
    constraint shipments_customs_info_id_fkey foreign key (customs_info_id) references customs_infos (id),
    constraint shipments_currency_check check (currency ~ '^[A-Z]{3}$'),
    constraint shipments_invoice_currency_check check (invoice_currency ~ '^[A-Z]{3}$'),
    constraint shipments_base_cost_check check (base_cost >= 0),
    constraint shipments_total_cost_check check (total_cost >= 0),
    constraint shipments_insurance_check check (insurance >= 0),
    constraint shipments_invoice_amount_check check (invoice_amount >= 0),
    constraint shipments_delivery_days_check check (delivery_days >= 0)
) with (fillfactor = 50);
create index shipments_easypost_id_idx on shipments (easypost_id);

comment on table shipments is 'One row a shipment, folded from shipment-events and tracking-events: each facet (told, tracker, refund, insurance, invoice, presence) is the newest version of one thing';
comment on column shipments.id is 'UUIDv5 of easypost_id';
comment on column shipments.easypost_id is 'EasyPost''s shp_ id, or the tracker''s trk_ id when the tracker names no shipment';
comment on column shipments.mode is 'EasyPost''s: test or production; unknown until told';
comment on column shipments.carrier is 'By its one name (alias table)';
comment on column shipments.service is 'By its one name (alias table)';
comment on column shipments.currency is 'Of base_cost and total_cost, ISO 4217';
comment on column shipments.base_cost is 'The selected rate, in currency';
comment on column shipments.total_cost is 'The carrier''s final invoice, else the postage fee, else the selected rate; plus the other fees charged and not refunded; in currency';
comment on column shipments.insurance is 'Insured value in US dollars';
comment on column shipments.origin is 'city, state, postal_prefix, country: figures must not change when a person is erased';
comment on column shipments.destination is 'city, state, postal_prefix, country';
comment on column shipments.delivery_days is 'Days that the selected rate promises';
comment on column shipments.est_delivery_date is 'The carrier''s newest estimate, as written';
comment on column shipments.promised_date is 'Computed: see the metrics'' definitions in the README';
comment on column shipments.label_date is 'When the label was made';
comment on column shipments.first_estimate is 'The carrier''s first estimate: the least (first_estimate_told_at, first_estimate) as the newest normalizer reads it';
comment on column shipments.first_guarantee is 'The carrier''s first guarantee: the least (first_guarantee_told_at, first_guarantee) as the newest normalizer reads it';
comment on column shipments.invoice_amount is 'The carrier''s final invoice, in invoice_currency';
comment on column shipments.adjustment_amount is 'Final invoice less what was paid first, in invoice_currency';
comment on column shipments.captured is 'What the carrier measured: weight (ounces), length, width, height (inches), service';
comment on column shipments.extra_metadata is 'Unknown fields by facet, and notes on values that no column could hold';
comment on column shipments.facets is 'What of the newest telling, tracker, refund, insurance, invoice and presence the columns do not hold, by facet';
comment on column shipments.told_updated_at is 'With told_normalizer_version, told_rank, told_hash: which telling of the shipment the row holds';
comment on column shipments.tracker_updated_on is 'UTC date of tracker_updated_at: an index on the time itself would have to be written with every scan';
comment on column shipments.tracker_updated_at is 'With tracker_normalizer_version, tracker_scans, tracker_newest_scan_at, tracker_hash: which telling of the tracker the row holds';
comment on column shipments.signed_by is 'Who signed for the parcel, from personal-data; null where the newest tracker tells of no signature';
comment on column shipments.fetch_requested_at is 'When the untold shipment was last asked for';
comment on column shipments.modified_by is 'The way by which the newest change came: webhook, posted, fetched, imported';
comment on column shipments.received_at is 'When Waybill first had the newest change';
comment on column shipments.created_at is 'EasyPost''s; null until told';
comment on column shipments.updated_at is 'EasyPost''s; null until told';
comment on index shipments_easypost_id_idx is 'of one row, as the id is made of it; not unique: two upserts by id that meet wait for each other at one unique index, and fail at a second';
