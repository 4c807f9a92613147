update conversations.turns
set begun_at = begun_at + make_interval(days => %(days)s),
    finished_at = finished_at + make_interval(days => %(days)s)
