insert into conversations.conversations
    (id, token_hash, pack, locale, versions, opening, looking_at)
values (%(id)s, %(token_hash)s, %(pack)s, %(locale)s, %(versions)s, %(opening)s, %(looking_at)s)
