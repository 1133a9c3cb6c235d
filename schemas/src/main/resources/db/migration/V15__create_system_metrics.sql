create table system_metrics (
    id uuid not null,
    service text not null,
    instance text not null,
    cpu_usage_percent numeric(19, 5),
    cpu_cores_used numeric(19, 5),
    memory_usage_mb numeric(19, 5),
    memory_percent numeric(19, 5),
    db_connections_active integer,
    db_pool_size integer,
    api_requests_per_second numeric(19, 5),
    avg_response_time_ms numeric(19, 5),
    consumer_lag bigint,
    cache_hit_rate numeric(6, 5),
    cache_miss_rate numeric(6, 5),
    timestamp timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint system_metrics_pkey primary key (timestamp, id),
    constraint system_metrics_cpu_usage_percent_check check (cpu_usage_percent between 0 and 100),
    constraint system_metrics_memory_percent_check check (memory_percent between 0 and 100),
    constraint system_metrics_cache_hit_rate_check check (cache_hit_rate between 0 and 1),
    constraint system_metrics_cache_miss_rate_check check (cache_miss_rate between 0 and 1)
) partition by range (timestamp);
create table system_metrics_default partition of system_metrics default;
create index system_metrics_service_idx on system_metrics (service, instance, timestamp);

comment on table system_metrics is 'How each instance of each service is doing';
comment on column system_metrics.cpu_usage_percent is 'Share of all cores, 0 to 100';
comment on column system_metrics.memory_usage_mb is 'MiB';
comment on column system_metrics.memory_percent is 'Share of the largest heap, 0 to 100';
comment on column system_metrics.avg_response_time_ms is 'Milliseconds';
comment on column system_metrics.consumer_lag is 'Records';
comment on column system_metrics.cache_hit_rate is '0 to 1';
comment on index system_metrics_service_idx is 'for the course of one instance';
