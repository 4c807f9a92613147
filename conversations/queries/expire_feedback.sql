delete from conversations.feedback f
using conversations.conversations c
where c.id = f.conversation_id
    and c.held_at is null
    and f.given_at < now() - make_interval(days => greatest(%(keep_days)s, %(at_least_days)s))
