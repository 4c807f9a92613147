-- The pairs of items that share a rare value, and values with as many bits as it takes, all told.
with held as materialized (
    select attribute, value, count(*) as holders from compared group by attribute, value
),
listed as materialized (
    select c.item_key, c.attribute, c.value
    from compared c
    join held h using (attribute, value)
    where h.holders between 2 and %(most)s
),
proposed as (
    select distinct a.item_key as one, b.item_key as other
    from listed a
    join listed b on a.attribute = b.attribute and a.value = b.value and a.item_key < b.item_key
),
likely as (
    select p.one, p.other
    from proposed p
    join compared a on a.item_key = p.one
    join compared b on b.item_key = p.other and b.attribute = a.attribute and b.value = a.value
    join held h on h.attribute = a.attribute and h.value = a.value
    group by p.one, p.other
    having sum(ln(%(items)s::double precision / h.holders)) / ln(2::double precision)
        >= %(least)s::double precision - 0.001
),
paired as (
    select one as item_key from likely union select other from likely
),
told as (
    select
        p.item_key,
        i.item_id,
        jsonb_object_agg(c.attribute, jsonb_build_array(c.value, h.holders)) as says
    from paired p
    join catalogue.items i on i.key = p.item_key
    join compared c on c.item_key = p.item_key
    join held h using (attribute, value)
    group by p.item_key, i.item_id
)
select a.item_id as one, b.item_id as other, a.says as one_says, b.says as other_says
from likely l
join told a on a.item_key = l.one
join told b on b.item_key = l.other
