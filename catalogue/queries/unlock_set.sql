select pg_advisory_unlock(55159, hashtext(%(pack)s))
