select string_agg(int4send(key), ''::bytea) as keys
from catalogue.qualifying(%(pack)s, %(conditions)s::jsonb) as key
