select
    pair.n as pair, pair.since as pair_since,
    name.n as name, name.since as name_since,
    address.n as address, address.since as address_since,
    exists (
        select from conversations.users u
        join conversations.sign_in_places p on p.user_id = u.id
        where lower(u.name) = lower(%(name)s) and p.address_hash = %(address_hash)s
    ) as known
from (
    select count(*) as n, coalesce(extract(epoch from clock_timestamp() - max(at)), 0) as since
    from conversations.sign_in_attempts
    where name_hash = %(name_hash)s and address_hash = %(address_hash)s
        and at > clock_timestamp() - interval '1 day'
) as pair, (
    select count(*) as n, coalesce(extract(epoch from clock_timestamp() - max(at)), 0) as since
    from conversations.sign_in_attempts
    where name_hash = %(name_hash)s and at > clock_timestamp() - interval '1 hour'
) as name, (
    select count(*) as n, coalesce(extract(epoch from clock_timestamp() - min(at)), 0) as since
    from conversations.sign_in_attempts
    where address_hash = %(address_hash)s and at > clock_timestamp() - interval '1 minute'
) as address
