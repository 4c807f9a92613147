create table public.half as select 1 as a from pg_sleep(3)
