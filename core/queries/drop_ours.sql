-- How everything of these schemas goes away, and the ledger.
select format('drop schema if exists %%I cascade', name) as statement
from unnest(%(schemas)s::text[]) as name
union all
select 'drop table if exists public.firstfive_migrations'
