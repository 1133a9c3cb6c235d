create function ensure_month(parent text, month date) returns boolean
    language plpgsql security definer set search_path from current as
$$
declare
    first_day date := date_trunc('month', month)::date;
    partition_name text := format('%s_%s', parent, to_char(date_trunc('month', month), 'YYYY_MM'));
begin
    if parent not in ('shipment_events', 'user_activities', 'system_metrics', 'delivery_attempts') then
        raise exception 'no table %', parent using errcode = 'undefined_table';
    end if;
    if first_day < date '2010-01-01' or first_day > date '2039-12-01' or to_regclass(partition_name) is not null then
        return false;
    end if;
    perform pg_advisory_xact_lock(hashtext('ensure_month'));
    if to_regclass(partition_name) is not null then
        return false;
    end if;
    execute format('create table %I partition of %I for values from (%L) to (%L)', partition_name, parent,
        (first_day::timestamp at time zone 'UTC'), ((first_day + interval '1 month') at time zone 'UTC'));
    return true;
end
$$;
comment on function ensure_month(text, date) is 'Makes the partition of a month (UTC) from 2010-01 to 2039-12 where it is missing; true when it made one. Runs with the owner''s rights';
revoke execute on function ensure_month(text, date) from public;
