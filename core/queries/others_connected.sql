-- Connections of this role to this database, but for this one.
select count(*) as n
from pg_stat_activity
where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
    and coalesce(backend_type, '') in ('client backend', '')
