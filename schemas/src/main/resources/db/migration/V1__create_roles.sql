-- One role a service. They may exist already, with a password and the right to log in: that is the deployer's affair.
do $$
declare
    role_name text;
begin
    foreach role_name in array array ['waybill_tracking', 'waybill_analytics', 'waybill_console', 'waybill_reader'] loop
        begin
            if not exists (select from pg_roles where rolname = role_name) then
                execute format('create role %I nologin', role_name);
            end if;
        exception
            when duplicate_object or unique_violation then null; -- another database of this cluster was quicker
        end;
    end loop;
end
$$;
