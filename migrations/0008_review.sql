-- Predicted seconds of the person's time that each weighed question would cost, by attribute.
alter table conversations.turns add column costs jsonb;

-- Whether somebody may see what is hidden from reviewers by default; admins may in any case.
alter table conversations.users add column sees_personal boolean not null default false;

-- What of a turn reviewers look for: narrow rows, written in the transaction of the turn. "words"
-- are what was said and answered, as a reviewer may read it; "hits" the guards that stepped in,
-- "stopped" whether one of them blocked something or failed; "versions" what the turn was made with.
create table conversations.traces (
    conversation_id text not null,
    n integer not null,
    at timestamptz not null,
    kind text not null,
    act text not null,
    asked text,
    shown integer,
    match real not null,
    hits text[] not null,
    stopped boolean not null,
    degraded boolean not null,
    versions text[] not null,
    words tsvector not null,
    primary key (conversation_id, n),
    foreign key (conversation_id, n) references conversations.turns on delete cascade
);

create index traces_words on conversations.traces using gin (words);

-- Whether about so many turns or more hold what is searched for. The index gives up counting at the
-- limit, for it would gather every turn with a common word first.
create function conversations.is_common(search text, many integer) returns boolean
language sql stable set gin_fuzzy_search_limit = 10000 as $$
    select count(*) >= many
    from (
        select from conversations.traces
        where words @@ websearch_to_tsquery('english', search)
        limit many
    ) few
$$;

-- One row a conversation: what the queue sorts and filters by. Everything that can be filtered is
-- a tag ("pack:…", "language:…", "outcome:…", "flag:…", "model:…"). "worth" is how much it deserves
-- to be read, were it to end now.
create table conversations.digests (
    conversation_id text primary key
        references conversations.conversations (id) on delete cascade,
    begun_at timestamptz not null,
    last_at timestamptz not null,
    turns integer not null,
    questions integer not null,
    match real not null,
    worth real not null,
    tags text[] not null,
    last_asked text,
    questions_to_five integer,
    seconds_to_five real
);

create index digests_worth on conversations.digests (worth desc, conversation_id desc);
create index digests_begun on conversations.digests (begun_at desc, conversation_id desc);
create index digests_tags on conversations.digests using gin (tags);

-- The tags there have been, for the filters to offer.
create table conversations.tags (
    tag text primary key,
    first_at timestamptz not null
);

-- What the digest of every conversation is. A conversation that was closed has none. Points of
-- "worth": a guard blocked something or failed 3, or changed something 0.5; turned down or not
-- helpful 2; an improbable match up to 2; a contradiction 1.5; left late without the five 1.5;
-- long 1; something not available 1.
create view conversations.digested as
select
    c.id as conversation_id,
    c.created_at as begun_at,
    t.last_at,
    t.turns::integer as turns,
    t.questions::integer as questions,
    t.match,
    (
        3 * t.stopped::integer + 0.5 * (t.hit and not t.stopped)::integer
        + 2 * low.rated::integer + 2 * (1 - t.match) + 1.5 * t.contradicted::integer
        + 1.5 * t.left_late::integer + t.long::integer + t.degraded::integer
    )::numeric(6, 2)::real as worth,
    array_remove(array[
        'pack:' || c.pack,
        'language:' || c.locale,
        'outcome:' || case
            when low.interested then 'interested'
            when five.n is null then 'open'
            when five.shown = 0 then 'nothing fits'
            else 'five'
        end,
        case when t.stopped then 'flag:guardrail stopped something' end,
        case when t.hit then 'flag:guardrail' end,
        case when low.rated then 'flag:low rating' end,
        case when t.contradicted then 'flag:contradiction' end,
        case when t.degraded then 'flag:degraded' end,
        case when t.left_late then 'flag:left late' end,
        case when t.match < 0.25 then 'flag:low match' end,
        case when t.long then 'flag:long' end
    ], null) || coalesce(v.versions, '{}') as tags,
    t.last_asked,
    case when five.n is not null then t.asked_before::integer end as questions_to_five,
    extract(epoch from five.at - c.created_at)::real as seconds_to_five
from conversations.conversations c
left join lateral (
    select n, at, shown
    from conversations.traces
    where conversation_id = c.id and shown is not null
    order by n
    limit 1
) five on true
cross join lateral (
    select
        max(at) as last_at,
        count(*) as turns,
        count(*) filter (where act = 'ask') as questions,
        bool_or(cardinality(hits) > 0) as hit,
        bool_or(stopped) as stopped,
        bool_or(degraded) as degraded,
        bool_or(act = 'confirm') as contradicted,
        count(*) >= 10 as long,
        five.n is null and count(*) filter (where act = 'ask') >= 3 as left_late,
        (array_agg(asked order by n desc) filter (where asked is not null))[1] as last_asked,
        (array_agg(match order by n = five.n desc nulls last, n desc))[1] as match,
        count(*) filter (where act = 'ask' and n < five.n) as asked_before
    from conversations.traces
    where conversation_id = c.id
) t
cross join lateral (
    select
        coalesce(bool_or(verdict = 'interested'), false) as interested,
        coalesce(bool_or(verdict = 'not_helpful'), false)
            or coalesce(bool_or(verdict = 'not_interested'), false)
            and not coalesce(bool_or(verdict = 'interested'), false) as rated
    from conversations.feedback
    where conversation_id = c.id
) low
cross join lateral (
    select array_agg(distinct version) as versions
    from conversations.traces, unnest(versions) as version
    where conversation_id = c.id
) v
where c.erasure_asked_at is null and t.turns > 0;

-- Writes the digest of a conversation anew.
create function conversations.digest(conversation text) returns void
language sql as $$
    with made as (
        insert into conversations.digests
        select * from conversations.digested where conversation_id = conversation
        on conflict (conversation_id) do update set
            begun_at = excluded.begun_at, last_at = excluded.last_at, turns = excluded.turns,
            questions = excluded.questions,
            match = excluded.match, worth = excluded.worth, tags = excluded.tags,
            last_asked = excluded.last_asked, questions_to_five = excluded.questions_to_five,
            seconds_to_five = excluded.seconds_to_five
        returning last_at, tags
    )
    insert into conversations.tags (tag, first_at)
    select unnest(tags), last_at from made
    on conflict do nothing
$$;

create function conversations.digest_of_row() returns trigger
language plpgsql as $$
begin
    perform conversations.digest(coalesce(new.conversation_id, old.conversation_id));
    return null;
end
$$;

create trigger traces_digest after insert or update on conversations.traces
    for each row execute function conversations.digest_of_row();
create trigger feedback_digest after insert or delete on conversations.feedback
    for each row execute function conversations.digest_of_row();

-- A conversation that was closed is found by nobody.
create function conversations.hide_closed() returns trigger
language plpgsql as $$
begin
    delete from conversations.traces where conversation_id = new.id;
    delete from conversations.digests where conversation_id = new.id;
    return null;
end
$$;

create trigger conversations_closed after update of erasure_asked_at on conversations.conversations
    for each row when (new.erasure_asked_at is not null)
    execute function conversations.hide_closed();

-- Who is reading a conversation; another one may claim it when this is old.
create table conversations.claims (
    conversation_id text primary key
        references conversations.conversations (id) on delete cascade,
    reviewer text not null,
    claimed_at timestamptz not null default now()
);

-- What reviewers say of a turn, or ("n" null) of the whole conversation; labels of the rubric.
create table conversations.labels (
    id bigint generated always as identity primary key,
    conversation_id text not null references conversations.conversations (id) on delete cascade,
    n integer,
    label text not null,
    reviewer text not null,
    given_at timestamptz not null default now(),
    foreign key (conversation_id, n) references conversations.turns on delete cascade,
    unique nulls not distinct (conversation_id, n, label, reviewer)
);

create index labels_label on conversations.labels (label, given_at);

-- A reviewer has read the conversation to its end, and says this.
create table conversations.judgements (
    conversation_id text not null references conversations.conversations (id) on delete cascade,
    reviewer text not null,
    note text not null default '',
    judged_at timestamptz not null default now(),
    primary key (conversation_id, reviewer)
);

create index judgements_at on conversations.judgements (judged_at);

-- Conversations that somebody else has judged, drawn for a second opinion.
create table conversations.opinions (
    conversation_id text not null references conversations.conversations (id) on delete cascade,
    reviewer text not null,
    asked_by text not null,
    asked_at timestamptz not null default now(),
    primary key (conversation_id, reviewer)
);

create index opinions_reviewer on conversations.opinions (reviewer);

-- Words of a conversation that reviewers do not see any more, wherever they stand in it.
create table conversations.redactions (
    id bigint generated always as identity primary key,
    conversation_id text not null references conversations.conversations (id) on delete cascade,
    words text not null check (length(words) between 1 and 500),
    made_by text not null,
    made_at timestamptz not null default now(),
    unique (conversation_id, words)
);

-- What the evaluation learns from a conversation: a person to be played, or ("n") an utterance with
-- what should have been heard.
create table conversations.cases (
    id bigint generated always as identity primary key,
    conversation_id text not null references conversations.conversations (id) on delete cascade,
    n integer,
    pack text not null,
    body jsonb not null,
    made_by text not null,
    made_at timestamptz not null default now(),
    unique nulls not distinct (conversation_id, n)
);

create index cases_pack on conversations.cases (pack, id);

-- As before (0007), with the words that reviewers write and search.
create or replace function conversations.without_statistics() returns bigint
language plpgsql as $$
declare
    held record;
    changed bigint := 0;
begin
    for held in
        select c.relnamespace::regnamespace as room, c.relname as name, a.attname as column
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        where c.relkind = 'r'
            and (
                c.relnamespace = to_regnamespace('checkpoints')
                or c.oid = any(array[
                    'conversations.conversations', 'conversations.turns', 'conversations.feedback',
                    'conversations.traces', 'conversations.judgements',
                    'conversations.redactions', 'conversations.cases'
                ]::regclass[])
            )
            and a.attnum > 0
            and not a.attisdropped
            and (
                a.atttypid in ('jsonb'::regtype, 'bytea'::regtype)
                or a.attname in ('note', 'words')
            )
            and a.attstattarget is distinct from 0
    loop
        execute format(
            'alter table %I.%I alter column %I set statistics 0', held.room, held.name, held.column
        );
        if to_regproc('pg_catalog.pg_clear_attribute_stats') is not null then
            execute 'select pg_clear_attribute_stats($1, $2, $3, false)'
            using held.room::text, held.name::text, held.column::text;
        end if;
        changed := changed + 1;
    end loop;
    return changed;
end
$$;

select conversations.without_statistics();
