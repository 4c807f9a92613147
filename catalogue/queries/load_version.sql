-- A published version with its columns: the one asked for, or the newest.
select id, set_id, columns
from catalogue.versions
where pack = %(pack)s and (%(version)s::integer is null or id = %(version)s)
order by id desc
limit 1
