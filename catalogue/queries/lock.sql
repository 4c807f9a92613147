-- One ingest of a pack at a time; held until the session ends or unlocks.
select pg_try_advisory_lock(55157, hashtext(%(pack)s)) as locked
