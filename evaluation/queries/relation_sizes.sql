-- What the tables and indexes of a catalogue take on disk, in bytes, the largest first.
select c.relname as name,
    case c.relkind when 'i' then 'index' else 'table' end as kind,
    pg_relation_size(c.oid) + case c.relkind when 'r' then pg_relation_size(c.reltoastrelid) else 0 end
        as bytes
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'catalogue' and c.relkind in ('r', 'i')
order by bytes desc nulls last
limit 12
