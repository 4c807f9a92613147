select
    string_agg(int4send(item_key), ''::bytea) as keys,
    string_agg(float4send(product), ''::bytea) as products
from catalogue.nearest(%(set_id)s, %(query)s::halfvec, %(most)s, %(effort)s)
