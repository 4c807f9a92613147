-- Every table of these schemas, and how to read it: row by row, as text.
select
    format('%%I.%%I', nspname, relname) as name,
    format('copy %%I.%%I to stdout', nspname, relname) as reading
from pg_class
join pg_namespace on pg_namespace.oid = relnamespace
where relkind = 'r' and relpersistence <> 't' and nspname = any (%(schemas)s)
order by 1
