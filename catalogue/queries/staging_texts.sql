create temp table staged_texts (
    item_id text primary key,
    text_hash text not null,
    text text not null
)
