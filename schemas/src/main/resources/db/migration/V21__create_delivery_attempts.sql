create table delivery_attempts (
    id uuid not null,
    subscription_id text not null,
    lane text not null,
    message_id text not null,
    event_type text not null,
    event_id text not null,
    event_key text not null,
    partition integer not null,
    record_offset bigint not null,
    attempt integer not null,
    attempted_at timestamptz not null,
    duration_ms bigint not null,
    outcome text not null,
    status_code integer,
    answer text,
    error text,
    due_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint delivery_attempts_pkey primary key (attempted_at, id),
    constraint delivery_attempts_attempt_check check (attempt > 0),
    constraint delivery_attempts_duration_ms_check check (duration_ms >= 0),
    constraint delivery_attempts_outcome_check check (outcome in ('delivered', 'failed', 'given_up', 'unknown'))
) partition by range (attempted_at);
create table delivery_attempts_default partition of delivery_attempts default;
create index delivery_attempts_subscription_id_idx on delivery_attempts (subscription_id, attempted_at);
create index delivery_attempts_message_id_idx on delivery_attempts (message_id);

comment on table delivery_attempts is 'Attempts to deliver events to subscribers by webhook, chat or e-mail';
comment on column delivery_attempts.id is 'UUIDv5 of the attempt''s id';
comment on column delivery_attempts.lane is 'live, or the id of the redelivery that it belongs to';
comment on column delivery_attempts.message_id is 'The webhook-id: the same for each attempt and each redelivery of an event';
comment on column delivery_attempts.partition is 'With record_offset and event_type: where the event stands in Kafka';
comment on column delivery_attempts.duration_ms is 'Milliseconds until the answer was there';
comment on column delivery_attempts.answer is 'The first kilobyte of it';
comment on column delivery_attempts.error is 'Why there was no answer';
comment on column delivery_attempts.due_at is 'When it is tried next; null when it is not';
comment on index delivery_attempts_subscription_id_idx is 'for what was sent to one subscriber, newest first';
comment on index delivery_attempts_message_id_idx is 'for the attempts of one message';
