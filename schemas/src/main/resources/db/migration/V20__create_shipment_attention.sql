create table shipment_attention (
    id uuid not null,
    shipment_id uuid not null,
    easypost_id text not null,
    reason text not null,
    raised boolean not null,
    since timestamptz not null,
    told_at timestamptz not null,
    snapshot_offset bigint not null,
    tracker_id text,
    tracking_code text,
    mode text not null,
    account text,
    carrier text not null,
    service text not null,
    status text not null,
    promised_date date,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint shipment_attention_pkey primary key (id),
    constraint shipment_attention_reason_check check (reason in ('late', 'at_risk', 'stalled', 'presumed_lost', 'failed', 'returned',
        'waiting_for_pickup', 'never_scanned', 'reinvoiced', 'unknown'))
) with (fillfactor = 80);
create index shipment_attention_shipment_id_idx on shipment_attention (shipment_id);
create index shipment_attention_raised_idx on shipment_attention (since, easypost_id, reason) where raised;
create index shipment_attention_withdrawn_idx on shipment_attention (since, easypost_id, reason) where not raised;

comment on table shipment_attention is 'Which shipments need attention, and why: a row for each reason that a shipment ever gave. What was done about it is in attention_actions';
comment on column shipment_attention.id is 'UUIDv5 of easypost_id|reason';
comment on column shipment_attention.shipment_id is 'id of the row in shipments';
comment on column shipment_attention.easypost_id is 'EasyPost''s id of the shipment, or of the tracker when it has none';
comment on column shipment_attention.raised is 'Whether it holds; false once it was withdrawn';
comment on column shipment_attention.since is 'From when on it held: with easypost_id and reason, which time of several it is';
comment on column shipment_attention.told_at is 'When it was found to hold, or to hold no longer';
comment on column shipment_attention.snapshot_offset is 'With raised and told_at: which telling the row holds';
comment on index shipment_attention_shipment_id_idx is 'for what one shipment gives reason for';
comment on index shipment_attention_raised_idx is 'for the list, longest first';
comment on index shipment_attention_withdrawn_idx is 'for the list of those that hold no longer';

create table attention_actions (
    id uuid not null,
    action_id text not null,
    shipment_id uuid not null,
    easypost_id text not null,
    reason text not null,
    since timestamptz not null,
    action text not null,
    assignee text,
    snoozed_until timestamptz,
    resolution text,
    note text,
    done_by text not null,
    done_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint attention_actions_pkey primary key (id),
    constraint attention_actions_action_check check (action in ('acknowledge', 'assign', 'snooze', 'note', 'resolve', 'reopen', 'unknown')),
    constraint attention_actions_resolution_check check (resolution in ('reshipped', 'refunded', 'claimed', 'ignored'))
);
create index attention_actions_shipment_id_idx on attention_actions (shipment_id, reason, since);

comment on table attention_actions is 'What operators did about shipments that need attention; a later one counts more';
comment on column attention_actions.id is 'UUIDv5 of action_id';
comment on column attention_actions.since is 'Which time of several is meant: since of shipment_attention';
comment on index attention_actions_shipment_id_idx is 'for what was done about one row of shipment_attention';
