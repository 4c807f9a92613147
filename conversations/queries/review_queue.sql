-- One page of the queue. SORT_KEY, BEYOND and DIRECTION are put in by conversations/review/queue.py.
with query as (
    select websearch_to_tsquery('english', %(words)s) as words
), found as materialized (
    select distinct conversation_id
    from conversations.traces, query
    where traces.words @@ query.words
), page as (
    select d.*
    from conversations.digests d
    where d.tags @> %(tags)s::text[]
        and (%(since)s::timestamptz is null or d.begun_at >= %(since)s)
        and (%(until)s::timestamptz is null or d.begun_at < %(until)s)
        and (%(resting)s::timestamptz is null or d.last_at < %(resting)s)
        and (
            %(after_key)s::text is null
            or (d.SORT_KEY, d.conversation_id) BEYOND (%(after_key)s::SORT_TYPE, %(after_id)s)
        )
        and (
            %(words)s::text is null
            or %(common)s
            or d.conversation_id = any(array(select conversation_id from found))
        )
        and (
            %(words)s::text is null
            or not %(common)s
            or exists (
                select from conversations.traces x, query
                where x.conversation_id = d.conversation_id
                    and (x.words @@ query.words) is true -- read from the row, never from the index
                offset 0
            )
        )
        and (
            %(state)s <> 'unread'
            or not exists (
                select from conversations.judgements j
                where j.conversation_id = d.conversation_id
                offset 0
            )
        )
        and (
            %(state)s <> 'judged'
            or d.conversation_id in (select conversation_id from conversations.judgements)
        )
        and (
            %(state)s <> 'mine'
            or d.conversation_id in (
                select conversation_id from conversations.claims
                where reviewer = %(reviewer)s and claimed_at > %(claimed_since)s
            )
        )
        and (
            %(state)s <> 'second'
            or d.conversation_id in (
                select o.conversation_id from conversations.opinions o
                where o.reviewer = %(reviewer)s
                    and not exists (
                        select from conversations.judgements j
                        where j.conversation_id = o.conversation_id and j.reviewer = o.reviewer
                    )
            )
        )
    order by d.SORT_KEY DIRECTION, d.conversation_id DIRECTION
    limit %(most)s
)
select
    page.conversation_id, page.begun_at, page.last_at, page.turns, page.questions, page.match,
    page.worth, page.tags,
    (
        select c.reviewer from conversations.claims c
        where c.conversation_id = page.conversation_id and c.claimed_at > %(claimed_since)s
    ) as claimed_by,
    (
        select count(*) from conversations.judgements j
        where j.conversation_id = page.conversation_id
    ) as judgements,
    (
        select t.said from conversations.turns t
        where t.conversation_id = page.conversation_id and t.status = 'finished'
        order by t.n
        limit 1
    ) as first_said,
    (
        select array_agg(r.words) from conversations.redactions r
        where r.conversation_id = page.conversation_id
    ) as redacted
from page
order by page.SORT_KEY DIRECTION, page.conversation_id DIRECTION
