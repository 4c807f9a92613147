-- The address first, everywhere: two attempts never wait for each other.
select
    pg_advisory_xact_lock(('x' || encode(substr(first.hash, 1, 8), 'hex'))::bit(64)::bigint)
from (
    values (1, %(address_hash)s::bytea), (2, %(name_hash)s::bytea)
    order by 1
) as first (place, hash)
