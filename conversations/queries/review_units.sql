with ranked as (
    select
        conversation_id, reviewer,
        row_number() over (partition by conversation_id order by judged_at, reviewer) as place
    from conversations.judgements
), pairs as (
    select one.conversation_id, one.reviewer as first, other.reviewer as second
    from ranked one
    join ranked other using (conversation_id)
    where one.place = 1 and other.place = 2
), units as (
    select p.*, null::integer as n from pairs p
    union all
    select p.*, t.n
    from pairs p
    join conversations.turns t using (conversation_id)
    where t.status = 'finished'
)
select
    u.n,
    coalesce(array_agg(l.label) filter (where l.reviewer = u.first), '{}') as first,
    coalesce(array_agg(l.label) filter (where l.reviewer = u.second), '{}') as second
from units u
left join conversations.labels l
    on l.conversation_id = u.conversation_id and l.n is not distinct from u.n
group by u.conversation_id, u.n
order by u.conversation_id, u.n nulls first
