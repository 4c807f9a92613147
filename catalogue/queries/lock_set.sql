-- One build of a pack's embeddings at a time; held until the session ends or unlocks.
select pg_try_advisory_lock(55159, hashtext(%(pack)s)) as locked
