copy conversations.conversations (
    id, created_at, updated_at, token_hash, pack, locale, versions, opening
) from stdin
