create temp table staged_facets (
    item_id text not null,
    attribute text not null,
    text_value text,
    number_value double precision
)
