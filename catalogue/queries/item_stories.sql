-- All that is kept of some items of a pack; without a pack, of every pack that has one of the ids.
select i.item_id, i.pack, i.source, i.title, i.url, i.summary, i.raw, i.cleaned, i.attributes,
    i.available, i.retired_at, i.group_id, i.flags, i.raw_hash, i.cleaner_version,
    i.extractor_version, i.grouper_version, i.ingested_at,
    (
        select coalesce(jsonb_agg(jsonb_build_object(
            'set', s.id, 'model', s.model, 'recipe', s.recipe, 'text_hash', e.text_hash
        ) order by s.id), '[]')
        from catalogue.embeddings e
        join catalogue.embedding_sets s on s.id = e.set_id
        where e.item_key = i.key
    ) as embeddings
from catalogue.items i
where (%(pack)s::text is null or i.pack = %(pack)s) and i.item_id = any(%(ids)s::text[])
order by i.pack, i.item_id collate "C"
