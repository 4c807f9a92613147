select
    split_part(t.tag, ':', 1) as kind,
    substr(t.tag, strpos(t.tag, ':') + 1) as version,
    count(*) as conversations,
    count(d.questions_to_five) as five,
    count(*) filter (where 'outcome:interested' = any(d.tags)) as interested,
    avg(d.questions_to_five)::real as questions,
    count(j.faulty) as judged,
    count(*) filter (where j.faulty) as faulty
from conversations.digests d
cross join lateral unnest(d.tags) as u (tag)
join conversations.tags t on t.tag = u.tag
left join (
    select
        judgements.conversation_id,
        coalesce(bool_or(labels.label = any(%(faults)s)), false) as faulty
    from conversations.judgements
    left join conversations.labels using (conversation_id)
    group by judgements.conversation_id
) j on j.conversation_id = d.conversation_id
where d.tags @> %(tags)s::text[] and d.begun_at >= %(since)s and d.begun_at < %(until)s
    and t.tag ~ '^(pack version|catalogue version|embeddings version|model|prompt):'
group by t.tag, t.first_at
order by kind, t.first_at, t.tag
