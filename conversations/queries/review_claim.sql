-- A second opinion is given beside the claim of the first reviewer, and takes none.
with asked as (
    select from conversations.opinions
    where conversation_id = %(id)s and reviewer = %(reviewer)s
), held as (
    select reviewer from conversations.claims
    where conversation_id = %(id)s and claimed_at > %(claimed_since)s
), taken as (
    insert into conversations.claims (conversation_id, reviewer)
    select %(id)s, %(reviewer)s
    where not exists (select from asked)
    on conflict (conversation_id) do update
    set reviewer = excluded.reviewer, claimed_at = now()
    where claims.reviewer = excluded.reviewer or claims.claimed_at <= %(claimed_since)s
    returning reviewer
)
select not exists (select from held where reviewer = %(reviewer)s) as fresh from taken
union all
select false from asked
limit 1
