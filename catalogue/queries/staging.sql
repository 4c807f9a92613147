create temp table staged (
    item_id text primary key,
    title text not null,
    url text,
    summary text not null,
    cleaned text not null,
    attributes jsonb not null,
    available boolean not null,
    flags text[] not null,
    cleaner_version text not null,
    extractor_version text not null
)
