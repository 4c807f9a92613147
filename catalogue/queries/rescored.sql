-- Some vectors of the set against the query: keys and inner products, packed.
select
    string_agg(int4send(e.item_key), ''::bytea) as keys,
    string_agg(float4send((-(e.vector <#> %(query)s::halfvec))::real), ''::bytea) as products
from catalogue.embeddings e
where e.set_id = %(set_id)s and e.item_key = any(%(keys)s::integer[])
