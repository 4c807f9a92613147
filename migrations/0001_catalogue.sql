create extension if not exists vector;

create schema if not exists catalogue;

-- One row per item, as ingested: the raw record stays beside what was made of it.
-- "key" is the short number by which the other tables, and packed answers, name the item.
create table catalogue.items (
    pack text not null,
    item_id text not null,
    key integer generated always as identity unique,
    source text not null,
    title text not null,
    url text,
    summary text not null,
    raw jsonb not null,
    cleaned text not null,
    attributes jsonb not null,
    available boolean not null,
    retired_at timestamptz,
    group_id text,
    flags text[] not null default '{}',
    raw_hash text not null,
    cleaner_version text not null,
    extractor_version text not null,
    ingested_at timestamptz not null default now(),
    primary key (pack, item_id)
);

create index items_source on catalogue.items (pack, source);
create index items_live on catalogue.items (pack, key) where retired_at is null;

-- What must-haves filter on: one row per attribute value of an item. Places are written
-- "kind:name" and stand beside every place that contains them; flags are "true" and "false".
create table catalogue.facets (
    pack text not null,
    attribute text not null,
    item_key integer not null references catalogue.items (key) on delete cascade,
    text_value text,
    number_value double precision,
    check ((text_value is null) <> (number_value is null))
);

create index facets_text on catalogue.facets (pack, attribute, text_value) include (item_key)
    where text_value is not null;
create index facets_number on catalogue.facets (pack, attribute, number_value) include (item_key)
    where number_value is not null;
create index facets_item on catalogue.facets (item_key);

-- Embedding sets: which model, which text recipe.
create table catalogue.embedding_sets (
    id integer generated always as identity primary key,
    pack text not null,
    model text not null,
    dimension integer not null,
    recipe text not null,
    unique (pack, model, recipe)
);

create table catalogue.embeddings (
    set_id integer not null references catalogue.embedding_sets (id) on delete cascade,
    item_key integer not null references catalogue.items (key) on delete cascade,
    text_hash text not null,
    vector halfvec(384) not null,
    primary key (set_id, item_key)
);

-- Vectors of an ingest that is not published yet; a run that was cut short resumes from them.
create table catalogue.embedding_drafts (
    set_id integer not null references catalogue.embedding_sets (id) on delete cascade,
    text_hash text not null,
    vector halfvec(384) not null,
    primary key (set_id, text_hash)
);

-- Rows of a source that could not be used, with the reason.
create table catalogue.rejects (
    pack text not null,
    source text not null,
    line integer not null,
    reason text not null,
    raw text not null,
    rejected_at timestamptz not null default now(),
    primary key (pack, source, line)
);

-- A published version is the catalogue that conversations rank; the newest one counts.
-- "columns" packs the attribute values of its items (a compressed numpy archive), so that a
-- version never changes after it was published.
create table catalogue.versions (
    id integer generated always as identity primary key,
    pack text not null,
    set_id integer not null references catalogue.embedding_sets (id),
    items integer not null,
    content_hash text not null,
    columns bytea not null,
    published_at timestamptz not null default now()
);

create index versions_pack on catalogue.versions (pack, id desc);

-- The items that meet every condition. Each row [{"n", "attribute", "avoid", "texts" | "min", "max"}]
-- is one way to meet condition "n": any of its texts, or a figure between its ends (null is open).
-- An item that states nothing meets no wish, and offends no "avoid".
create function catalogue.qualifying(of_pack text, conditions jsonb) returns setof integer
language sql stable as $$
    with condition as (
        select c.*
        from jsonb_to_recordset(conditions) as c (
            n integer, attribute text, avoid boolean, texts text[],
            min double precision, max double precision
        )
    ),
    met as (
        select c.n, c.avoid, f.item_key
        from condition c
        join catalogue.facets f
            on f.pack = of_pack and f.attribute = c.attribute and f.text_value = any(c.texts)
        union
        select c.n, c.avoid, f.item_key
        from condition c
        join catalogue.facets f
            on f.pack = of_pack and f.attribute = c.attribute
            and f.number_value between coalesce(c.min, '-infinity') and coalesce(c.max, 'infinity')
        where c.texts is null
    ),
    tally as (
        select
            item_key,
            count(*) filter (where not avoid) as wanted,
            count(*) filter (where avoid) as avoided
        from met
        group by item_key
    )
    select i.key
    from catalogue.items i
    left join tally t on t.item_key = i.key
    where i.pack = of_pack
        and i.retired_at is null
        and coalesce(t.avoided, 0) = 0
        and coalesce(t.wanted, 0) = (select count(distinct n) from condition where not avoid)
$$;
