-- What items state, as it is compared to tell reposts.
create temp table compared (
    item_key integer not null,
    attribute text not null,
    value text not null
) on commit drop
