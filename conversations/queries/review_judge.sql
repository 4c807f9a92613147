insert into conversations.judgements (conversation_id, reviewer, note)
values (%(id)s, %(reviewer)s, %(note)s)
on conflict (conversation_id, reviewer) do update set note = excluded.note
