delete from conversations.sessions
where seen_at <= now() - make_interval(mins => %(idle_minutes)s)
    or begun_at <= now() - make_interval(hours => %(hours)s)
