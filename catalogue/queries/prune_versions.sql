delete from catalogue.versions v
using (
    select
        id,
        row_number() over (order by id desc) as age,
        row_number() over (partition by set_id order by id desc) as age_in_set
    from catalogue.versions
    where pack = %(pack)s
) as r
where r.id = v.id and r.age > 2 and r.age_in_set > 1 and v.id <> all(%(in_use)s::integer[])
