select
    schemaname || '.' || tablename as name,
    indexdef as definition
from pg_indexes
where schemaname not in ('pg_catalog', 'information_schema')
order by schemaname, tablename, indexname;
