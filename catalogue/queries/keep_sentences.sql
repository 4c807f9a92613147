insert into catalogue.sentences (item_key, made_of, starts, ends, vectors)
values (%(key)s, %(made_of)s, %(starts)s, %(ends)s, %(vectors)b)
on conflict (item_key) do update
set made_of = excluded.made_of,
    starts = excluded.starts,
    ends = excluded.ends,
    vectors = excluded.vectors
