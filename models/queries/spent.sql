select
    (at at time zone 'utc')::date as day,
    model,
    count(*) as calls,
    count(*) filter (where outcome = 'answered') as answered,
    sum(input_tokens) as input_tokens,
    sum(output_tokens) as output_tokens,
    sum(cost_usd) as cost_usd,
    count(*) filter (where cost_usd is null) as unknown
from models.calls
where at > now() - make_interval(days => %(days)s)
group by 1, 2
order by 1 desc, 2
