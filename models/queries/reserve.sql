with lately as (
    select
        count(*) filter (where at > clock_timestamp() - interval '1 minute') as minute,
        sum(coalesce(cost_usd, reserved_usd)) filter (
            where at >= date_trunc('day', clock_timestamp(), 'utc')
        ) as day
    from models.calls
    where at > least(
        date_trunc('day', clock_timestamp(), 'utc'), clock_timestamp() - interval '1 minute'
    )
),
here as (
    select sum(coalesce(cost_usd, reserved_usd)) as usd
    from models.calls
    where conversation_id = %(conversation)s
),
verdict as (
    select case
        when minute >= %(per_minute)s::integer then 'rate'
        when coalesce(day, 0) + coalesce(%(most)s, 0) > %(per_day)s::double precision then 'budget'
        when coalesce(usd, 0) + coalesce(%(most)s, 0) > %(per_conversation)s::double precision
            then 'budget'
    end as refused
    from lately, here
),
added as (
    insert into models.calls (conversation_id, job, model, reserved_usd)
    select %(conversation)s, %(job)s, %(model)s, %(most)s
    from verdict
    where refused is null
    returning id
)
select (select id from added) as id, refused
from verdict
