-- A published version and the set it is ranked with: the one asked for, or the newest.
select v.id, v.set_id, v.items, v.content_hash, s.model, s.dimension, s.normalised, s.recipe,
    catalogue.is_indexed(s.id) as indexed
from catalogue.versions v
join catalogue.embedding_sets s on s.id = v.set_id
where v.pack = %(pack)s and (%(version)s::integer is null or v.id = %(version)s)
order by v.id desc
limit 1
