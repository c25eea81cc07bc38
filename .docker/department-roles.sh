#!/usr/bin/env bash
# Runs once, when a department's Postgres is made: an owner role for migrations, an application role that owns nothing,
# the role that it takes on to read what a scope has, and the department's database, as `subgraphs/kit/postgres/provision.ts` makes them on the embedded server.
set -euo pipefail

psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
  --set=database="fournets_${DEPARTMENT}" \
  --set=owner="${DEPARTMENT}_owner" --set=owner_password="${OWNER_PASSWORD}" \
  --set=app="${DEPARTMENT}_app" --set=app_password="${APP_PASSWORD}" --set=scoped="${DEPARTMENT}_scoped" <<'SQL'
create role :"owner" login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls password :'owner_password';
create role :"app" login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls password :'app_password';
create role :"scoped" nologin nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls;
grant :"scoped" to :"app" with inherit false, set true;
revoke all on database postgres, template1 from public;
create database :"database" owner :"owner";
revoke all on database :"database" from public;
grant connect, temporary on database :"database" to :"app";
\connect :"database"
alter schema public owner to :"owner";
revoke all on schema public from public;
grant usage on schema public to :"app";
alter default privileges for role :"owner" in schema public grant select, insert, update, delete on tables to :"app";
alter default privileges for role :"owner" in schema public grant usage, select on sequences to :"app";
SQL
