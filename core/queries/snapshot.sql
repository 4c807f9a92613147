select pg_export_snapshot() as id, now() as taken_at
