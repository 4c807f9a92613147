-- Which items of a version hold a lexeme, and how much that says of each (BM25 weights):
-- "keys" packs item keys (int4), "weights" the weights (float4), in the same order.
create table catalogue.postings (
    version_id integer not null references catalogue.versions (id) on delete cascade,
    lexeme text not null,
    keys bytea not null,
    weights bytea not null,
    primary key (version_id, lexeme)
);
