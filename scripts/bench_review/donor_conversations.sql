copy (select '\x00'::bytea, pack, locale, versions, opening from conversations.conversations where id = %s) to stdout
