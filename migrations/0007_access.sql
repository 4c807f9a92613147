-- Named people. Who signs in with a password has a hash, who comes from an identity provider has a
-- subject there (null until the first time).
create table conversations.users (
    id text primary key default replace(gen_random_uuid()::text, '-', ''),
    name text not null check (length(name) between 1 and 200),
    role text not null check (role in ('person', 'reviewer', 'admin')),
    password_hash text,
    subject text unique,
    created_at timestamptz not null default now(),
    check (password_hash is null or subject is null)
);

create unique index users_name on conversations.users (lower(name));

-- A sign-in that has not ended; ending one deletes it.
create table conversations.sessions (
    token_hash bytea primary key,
    user_id text not null references conversations.users (id) on delete cascade,
    begun_at timestamptz not null default now(),
    seen_at timestamptz not null default now()
);

create index sessions_user on conversations.sessions (user_id);

-- A conversation may belong to somebody, and may be held for legal reasons. One that may not be
-- erased yet when its owner asks for it is closed, and erased when nothing stands against it.
alter table conversations.conversations
    add column owner text references conversations.users (id) on delete set null,
    add column held_at timestamptz,
    add column erasure_asked_at timestamptz;

create index conversations_owner on conversations.conversations (owner, updated_at desc);
create index conversations_updated on conversations.conversations (updated_at);

-- Who did what to whom. Nobody's words stand here.
create table conversations.audit (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    who text not null,
    what text not null,
    whom text not null,
    details jsonb not null default '{}'
);

create index audit_at on conversations.audit (at);
create index audit_whom on conversations.audit (whom, at);

-- Entries are added; none is changed, and none younger than a year goes away.
create function conversations.keep_audit() returns trigger
language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.at < now() - interval '365 days' then
        return old;
    end if;
    raise exception 'the audit is only added to' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_rows before update or delete on conversations.audit
    for each row execute function conversations.keep_audit();
create trigger audit_table before truncate on conversations.audit
    for each statement execute function conversations.keep_audit();

drop function conversations.erase(text);

-- Deletes a conversation, and everything made of it, unless it is held or was used since "before";
-- true if it did. "why" is what the audit says of it. The conversation goes first: a turn that is
-- just being completed is waited for, or finds itself gone and rolls back, so its checkpoint cannot
-- outlive it.
create function conversations.remove(conversation text, before timestamptz, who text, why text)
returns boolean
language plpgsql as $$
begin
    delete from conversations.conversations
    where id = conversation and held_at is null and updated_at <= before;
    if not found then
        return false;
    end if;
    if to_regclass('checkpoints.checkpoints') is not null then
        delete from checkpoints.checkpoint_writes where thread_id = conversation;
        delete from checkpoints.checkpoint_blobs where thread_id = conversation;
        delete from checkpoints.checkpoints where thread_id = conversation;
    end if;
    insert into conversations.audit (who, what, whom) values (who, why, conversation);
    return true;
end
$$;

-- Erases a conversation at its owner's wish ("erased"), or closes it where a legal hold or the time
-- that it must be kept stands against that ("closed"); null where there is none.
create function conversations.erase(conversation text, at_least interval, who text) returns text
language plpgsql as $$
begin
    if conversations.remove(conversation, clock_timestamp() - at_least, who, 'conversation erased')
    then
        return 'erased';
    end if;
    update conversations.conversations
    set erasure_asked_at = now()
    where id = conversation and erasure_asked_at is null;
    if not found then
        return null;
    end if;
    insert into conversations.audit (who, what, whom)
    values (who, 'conversation closed', conversation);
    return 'closed';
end
$$;

-- Threads with checkpoints whose conversation has rested since "before" and is not held, or is gone.
create function conversations.rested(before timestamptz) returns setof text
language plpgsql stable as $$
begin
    if to_regclass('checkpoints.checkpoints') is null then
        return;
    end if;
    return query
    select t.thread_id
    from (select distinct thread_id from checkpoints.checkpoints) t
    left join conversations.conversations c on c.id = t.thread_id
    where c.id is null or (c.held_at is null and c.updated_at < before);
end
$$;

-- Forgets the checkpoints of so many of these at most; returns of how many. It takes the lock of
-- each conversation (conversations/lock.py), and leaves alone one that has a turn running.
create function conversations.forget_checkpoints(before timestamptz, most integer) returns bigint
language plpgsql as $$
declare
    thread text;
    forgotten bigint := 0;
begin
    for thread in select rested from conversations.rested(before) as rested limit most loop
        if pg_try_advisory_xact_lock(('x' || substr(thread, 1, 16))::bit(64)::bigint) then
            delete from checkpoints.checkpoint_writes where thread_id = thread;
            delete from checkpoints.checkpoint_blobs where thread_id = thread;
            delete from checkpoints.checkpoints where thread_id = thread;
            forgotten := forgotten + 1;
        end if;
    end loop;
    return forgotten;
end
$$;

-- The planner's statistics would keep samples of what people said: no column that holds their words
-- gets any. The checkpointer makes its tables later, hence a function; it returns how many columns
-- it changed.
create function conversations.without_statistics() returns bigint
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
                    'conversations.conversations', 'conversations.turns', 'conversations.feedback'
                ]::regclass[])
            )
            and a.attnum > 0
            and not a.attisdropped
            and (a.atttypid in ('jsonb'::regtype, 'bytea'::regtype) or a.attname = 'note')
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
