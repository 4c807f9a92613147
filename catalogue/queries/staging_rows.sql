-- The usable rows of the source, as they stand in it.
create temp table staged_rows (
    line integer primary key,
    item_id text not null,
    title text not null,
    raw text not null,
    raw_hash text not null
)
