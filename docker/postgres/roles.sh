#!/usr/bin/env bash
# Run once, on an empty volume: a role a service, the database with its owner. The migrations grant what each may do.
set -euo pipefail

psql -v ON_ERROR_STOP=1 --no-psqlrc -U postgres -d postgres <<'SQL'
\set migrator `cat /run/secrets/migrator-password`
\set tracking `cat /run/secrets/tracking-password`
\set analytics `cat /run/secrets/analytics-password`
\set console `cat /run/secrets/console-password`
\set reader `cat /run/secrets/reader-password`
create role waybill_migrator login createrole password :'migrator';
create role waybill_tracking login password :'tracking';
create role waybill_analytics login password :'analytics';
create role waybill_console login password :'console';
create role waybill_reader login password :'reader';
create database waybill owner waybill_migrator;
revoke all on database waybill from public;
grant connect on database waybill to waybill_tracking, waybill_analytics, waybill_console, waybill_reader;
SQL
