-- The sentences of an item that may be quoted: where they stand in its cleaned text, and their unit
-- vectors, in the same order. "made_of" names the text, the encoder and the way of cutting; a row
-- that names others is out of date. An item without such sentences has a row with none.
create table catalogue.sentences (
    item_key integer primary key references catalogue.items (key) on delete cascade,
    made_of text not null,
    starts integer[] not null,
    ends integer[] not null,
    vectors halfvec[] not null,
    check (cardinality(starts) = cardinality(ends) and cardinality(starts) = cardinality(vectors))
);

-- Numbers of this kind do not compress.
alter table catalogue.sentences alter column vectors set storage external;
