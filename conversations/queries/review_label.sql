insert into conversations.labels (conversation_id, n, label, reviewer)
values (%(id)s, %(n)s, %(label)s, %(reviewer)s)
on conflict do nothing
