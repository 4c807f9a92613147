-- The embedding sets of a pack; the active one ranks the newest version.
select s.id, s.pack, s.model, s.dimension, s.normalised, s.recipe, s.corpus_hash, s.made_at,
    (select count(*) from catalogue.embeddings e where e.set_id = s.id) as vectors,
    catalogue.is_indexed(s.id) as indexed,
    s.id = (
        select v.set_id from catalogue.versions v where v.pack = s.pack order by v.id desc limit 1
    ) is true as active
from catalogue.embedding_sets s
where s.pack = %(pack)s
order by s.id
