-- What is still to be done in an embedded server before the product may use it, as statements in
-- their order: nothing, from the second start on.
with
product as (
    select oid from pg_roles where rolname = 'firstfive'
),
schemas as (
    select oid, nspname
    from pg_namespace
    where nspname not like 'pg\_%' and nspname not in ('information_schema', 'public')
),
ours as (
    select oid from schemas union all select 'public'::regnamespace
),
-- Parts of an extension go with it, and the sequence of a column with its table.
parts as (
    select classid, objid
    from pg_depend
    where deptype = 'e' or (
        deptype in ('a', 'i') and classid = 'pg_class'::regclass
        and objid in (select oid from pg_class where relkind = 'S')
    )
)
select statement
from (
    select 1 as step, statement
    from unnest(array[
        'create role firstfive login',
        'create extension if not exists vector',
        'grant pg_checkpoint, pg_read_all_stats to firstfive',
        -- Leaving nothing of what was erased in the write-ahead log:
        'grant alter system on parameter wal_recycle to firstfive',
        'grant execute on function pg_reload_conf(), pg_switch_wal(), pg_ls_waldir() to firstfive'
    ]) as statement
    where not exists (select from product)
    union all
    select 2, format('alter database %I owner to firstfive', datname)
    from pg_database
    where datname = current_database() and datdba is distinct from (select oid from product)
    union all
    select 3, format('alter schema %I owner to firstfive', nspname)
    from pg_namespace join schemas using (oid, nspname)
    where nspowner = current_user::regrole
    union all
    select 4, format(
        'alter %s %s owner to firstfive',
        case relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view'
            else 'table' end,
        pg_class.oid::regclass
    )
    from pg_class join ours on ours.oid = relnamespace
    where relkind in ('r', 'p', 'v', 'm', 'S') and relowner = current_user::regrole
        and not exists (select from parts where classid = 'pg_class'::regclass and objid = pg_class.oid)
    union all
    select 5, format('alter routine %s owner to firstfive', pg_proc.oid::regprocedure)
    from pg_proc join ours on ours.oid = pronamespace
    where proowner = current_user::regrole
        and not exists (select from parts where classid = 'pg_proc'::regclass and objid = pg_proc.oid)
    union all
    select 6, format('alter type %s owner to firstfive', pg_type.oid::regtype)
    from pg_type join ours on ours.oid = typnamespace
    where typowner = current_user::regrole and typtype in ('e', 'd')
        and not exists (select from parts where classid = 'pg_type'::regclass and objid = pg_type.oid)
) as steps
order by step
