select count(*) as n
from pg_stat_activity
where pid <> pg_backend_pid()
    and datid = (select oid from pg_database where datname = current_database())
    and age(backend_xmin) >= age(%(horizon)s::text::xid)
