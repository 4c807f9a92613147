insert into conversations.cases (conversation_id, n, pack, body, made_by)
values (%(id)s, %(n)s, %(pack)s, %(body)s, %(who)s)
on conflict (conversation_id, n) do update
set body = excluded.body, made_by = excluded.made_by, made_at = now()
