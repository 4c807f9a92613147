with due as materialized (
    select c.id, c.erasure_asked_at is not null as asked, before.moment
    from conversations.conversations c
    cross join lateral (
        select now() - make_interval(
            days => case
                when c.erasure_asked_at is null then greatest(%(keep_days)s, %(at_least_days)s)
                else %(at_least_days)s
            end
        ) as moment
    ) before
    where c.held_at is null and c.updated_at <= before.moment
    limit %(most)s
)
select id
from due
where conversations.remove(
    id, moment, %(who)s, case when asked then 'conversation erased' else 'conversation expired' end
)
