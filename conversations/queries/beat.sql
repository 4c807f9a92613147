-- The row takes no room; what is sorted does, in a file beside those of the tables.
insert into conversations.heartbeat (at)
select clock_timestamp()
from (
    select count(*) as sorted
    from (
        select n, repeat('x', 100) as filler
        from generate_series(1, 5000) as n
        order by filler, n desc
        offset 1
    ) as rows
) as room
where room.sorted > 0
on conflict (single) do update set at = excluded.at
returning at
