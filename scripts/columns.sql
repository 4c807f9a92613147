select
    namespace.nspname || '.' || class.relname as name,
    attribute.attname as column,
    format_type(attribute.atttypid, attribute.atttypmod) as type,
    not attribute.attnotnull as nullable,
    case when attribute.attidentity <> '' then 'identity' else '' end as identity,
    coalesce(
        case when attribute.attgenerated <> '' then 'generated as ' else 'default ' end
        || pg_get_expr(preset.adbin, preset.adrelid), '') as initial
from pg_attribute as attribute
join pg_class as class on class.oid = attribute.attrelid
join pg_namespace as namespace on namespace.oid = class.relnamespace
left join pg_attrdef as preset
    on preset.adrelid = attribute.attrelid and preset.adnum = attribute.attnum
where class.relkind in ('r', 'p', 'v', 'm')
    and attribute.attnum > 0
    and not attribute.attisdropped
    and namespace.nspname not in ('pg_catalog', 'information_schema')
    and namespace.nspname not like 'pg\_%'
order by namespace.nspname, class.relname, attribute.attnum;
