create table user_activities (
    id uuid not null,
    user_id text not null,
    session_id text,
    method text not null,
    endpoint text not null,
    status_code integer not null,
    response_time_ms bigint not null,
    ip_address inet,
    user_agent text,
    error_message text,
    extra_metadata jsonb,
    timestamp timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint user_activities_pkey primary key (timestamp, id),
    constraint user_activities_status_code_check check (status_code between 100 and 599),
    constraint user_activities_response_time_ms_check check (response_time_ms >= 0)
) partition by range (timestamp);
create table user_activities_default partition of user_activities default;
create index user_activities_user_id_idx on user_activities (user_id, timestamp);

comment on table user_activities is 'Requests to Waybill''s APIs';
comment on column user_activities.user_id is 'Name of the API key, never the key';
comment on column user_activities.response_time_ms is 'Milliseconds';
comment on index user_activities_user_id_idx is 'for what one user did';
