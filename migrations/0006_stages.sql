-- Which grouping made an item's group; the other stages' versions stand beside it already.
-- "offered" is what the source says of its availability: of a group of reposts only the newest one
-- is available, too.
alter table catalogue.items
    add column grouper_version text,
    add column offered boolean not null default true;

update catalogue.items set offered = available where retired_at is null;
