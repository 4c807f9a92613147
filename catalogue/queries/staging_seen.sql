create temp table staged_seen (item_id text primary key)
