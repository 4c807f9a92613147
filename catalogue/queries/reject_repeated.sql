-- Of the rows with one id the first counts, the others are rejected.
with kept as (
    select item_id, min(line) as line
    from staged_rows
    group by item_id
    having count(*) > 1
),
dropped as (
    delete from staged_rows r
    using kept k
    where r.item_id = k.item_id and r.line > k.line
    returning r.line, r.item_id, r.raw, k.line as first
)
insert into staged_rejects (line, reason, raw)
select line, format('the id ''%s'' came before in this source (line %s)', item_id, first), left(raw, 2000)
from dropped
