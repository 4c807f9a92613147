insert into conversations.feedback as before (conversation_id, item_id, verdict, note)
select %(id)s, %(item_id)s, %(verdict)s, %(note)s
where %(item_id)s::text is null or conversations.has_shown(%(id)s, %(item_id)s)
on conflict (conversation_id, item_id, about) where standing do update
set verdict = excluded.verdict,
    note = case
        when excluded.note is null and excluded.verdict = before.verdict then before.note
        else excluded.note
    end,
    given_at = clock_timestamp()
