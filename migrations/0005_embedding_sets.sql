-- Embedding sets side by side: vectors of any dimension, one partition a set, so that a set is
-- scanned, indexed and dropped by itself. "corpus_hash" names the state of the catalogue that the
-- set was completed for; null while it is being built.
alter table catalogue.embedding_sets
    add column normalised boolean not null default true,
    add column corpus_hash text,
    add column made_at timestamptz not null default now();

alter table catalogue.embedding_drafts alter column vector type halfvec;

alter table catalogue.embeddings rename to embeddings_before;
alter index catalogue.embeddings_pkey rename to embeddings_before_pkey;

create table catalogue.embeddings (
    set_id integer not null references catalogue.embedding_sets (id) on delete cascade,
    item_key integer not null references catalogue.items (key) on delete cascade,
    text_hash text not null,
    vector halfvec not null,
    primary key (set_id, item_key)
) partition by list (set_id);

-- The partition of a set. It is attached after it was made: that waits for no reader.
create function catalogue.partition_set(of_set integer, of_dimension integer) returns void
language plpgsql as $$
begin
    execute format(
        'create table catalogue.embeddings_%1$s (
            like catalogue.embeddings including all,
            check (set_id = %1$s),
            check (vector_dims(vector) = %2$s)
        )',
        of_set, of_dimension
    );
    execute format(
        'alter table catalogue.embeddings attach partition catalogue.embeddings_%1$s
            for values in (%1$s)',
        of_set
    );
end
$$;

select catalogue.partition_set(id, dimension) from catalogue.embedding_sets order by id;

insert into catalogue.embeddings (set_id, item_key, text_hash, vector)
select set_id, item_key, text_hash, vector from catalogue.embeddings_before;

drop table catalogue.embeddings_before;

-- The set of these vectors, made where there is none.
create function catalogue.open_set(
    of_pack text, of_model text, of_dimension integer, of_normalised boolean, of_recipe text
) returns integer
language plpgsql as $$
declare
    found integer;
begin
    perform pg_advisory_xact_lock(55158, hashtext(of_pack));
    select id into found from catalogue.embedding_sets
    where pack = of_pack and model = of_model and recipe = of_recipe;
    if found is null then
        insert into catalogue.embedding_sets (pack, model, dimension, normalised, recipe)
        values (of_pack, of_model, of_dimension, of_normalised, of_recipe)
        returning id into found;
        perform catalogue.partition_set(found, of_dimension);
    end if;
    return found;
end
$$;

-- A set with its vectors and the versions that were ranked with it.
create function catalogue.drop_set(of_set integer) returns void
language plpgsql as $$
begin
    delete from catalogue.versions where set_id = of_set;
    execute format('drop table if exists catalogue.embeddings_%s', of_set);
    delete from catalogue.embedding_sets where id = of_set;
end
$$;

-- The index of a set, a graph of near neighbours (HNSW), with the memory that building it needs.
create function catalogue.index_set(of_set integer) returns void
language plpgsql as $$
declare
    size bigint;
    numbers integer;
begin
    select dimension into numbers from catalogue.embedding_sets where id = of_set;
    execute format('select count(*) from catalogue.embeddings_%s', of_set) into size;
    perform set_config(
        'maintenance_work_mem',
        least(2000000, greatest(65536, size * (numbers * 2 + 800) / 1000))::text, true
    );
    execute format(
        'create index if not exists embeddings_%1$s_hnsw on catalogue.embeddings_%1$s
            using hnsw ((vector::halfvec(%2$s)) halfvec_ip_ops)
            with (m = 16, ef_construction = 100)',
        of_set, numbers
    );
end
$$;

create function catalogue.is_indexed(of_set integer) returns boolean
language sql stable as $$
    select coalesce((
        select indisvalid from pg_index
        where indexrelid = to_regclass(format('catalogue.embeddings_%s_hnsw', of_set))
    ), false)
$$;

-- The nearest items of a set by its index, best first, with their inner products. The scan goes on
-- until there are enough of them; "effort" is how wide the graph is searched.
create function catalogue.nearest(
    of_set integer, query halfvec, most integer, effort integer
) returns table (item_key integer, product real)
language plpgsql as $$
begin
    perform set_config('hnsw.iterative_scan', 'relaxed_order', true),
        set_config('hnsw.ef_search', least(1000, effort)::text, true),
        set_config('hnsw.max_scan_tuples', (20000 + 4 * most)::text, true);
    return query execute format(
        'select e.item_key, (-(e.vector::halfvec(%1$s) <#> $1::halfvec(%1$s)))::real
        from catalogue.embeddings_%2$s e
        order by e.vector::halfvec(%1$s) <#> $1::halfvec(%1$s)
        limit $2',
        vector_dims(query), of_set
    ) using query, most;
end
$$;
