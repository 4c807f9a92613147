-- How many tables there are, but for those of the server and of extensions.
select count(*) as n
from pg_class
join pg_namespace on pg_namespace.oid = relnamespace
where relkind in ('r', 'p', 'f', 'm')
    and nspname <> 'information_schema'
    and nspname not like 'pg\_%'
    and not exists (
        select from pg_depend
        where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e'
    )
