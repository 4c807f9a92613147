select pg_advisory_unlock(55157, hashtext(%(pack)s))
