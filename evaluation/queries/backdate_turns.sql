update conversations.turns
set finished_at = %(begun)s::timestamptz
        + make_interval(secs => (%(seconds)s::float8[])[n]) + (finished_at - begun_at),
    begun_at = %(begun)s::timestamptz + make_interval(secs => (%(seconds)s::float8[])[n])
where conversation_id = %(id)s
