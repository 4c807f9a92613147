insert into conversations.redactions (conversation_id, words, made_by)
values (%(id)s, %(words)s, %(who)s)
on conflict do nothing
returning id
