create table sink_offsets (
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint sink_offsets_pkey primary key (topic, partition)
) with (fillfactor = 50);

comment on table sink_offsets is 'How far each partition of a rollup topic has been written to its table; set in the same transaction as the rows';
