with live as (
    select s.token_hash, s.seen_at, u.id, u.name, u.role
    from conversations.sessions s
    join conversations.users u on u.id = s.user_id
    where s.token_hash = %(token_hash)s
        and s.seen_at > now() - make_interval(mins => %(idle_minutes)s)
        and s.begun_at > now() - make_interval(hours => %(hours)s)
), seen as (
    update conversations.sessions
    set seen_at = now()
    where token_hash = (select token_hash from live where seen_at < now() - interval '30 seconds')
)
select id, name, role from live
