create schema if not exists conversations;

-- The graph's checkpointer keeps its own tables here, and migrates them itself.
create schema if not exists checkpoints;

create table conversations.conversations (
    id text primary key check (id ~ '^[0-9a-f]{32}$'),
    token_hash bytea not null,
    pack text not null,
    locale text not null,
    versions jsonb not null default '{}',
    opening jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- A turn is written when its message arrives, and completed together with the checkpoint.
create table conversations.turns (
    conversation_id text not null references conversations.conversations (id) on delete cascade,
    n integer not null check (n >= 1),
    client_message_id text check (length(client_message_id) between 1 and 64),
    said jsonb not null,
    status text not null default 'running' check (status in ('running', 'finished')),
    attempts integer not null default 1,
    begun_at timestamptz not null default now(),
    finished_at timestamptz,
    reply jsonb,
    heard jsonb,
    profile_before jsonb,
    profile_after jsonb,
    act text,
    why jsonb,
    belief jsonb,
    five jsonb,
    verdicts jsonb,
    versions jsonb,
    usage jsonb,
    timings_ms jsonb,
    degraded jsonb,
    primary key (conversation_id, n),
    unique (conversation_id, client_message_id),
    check (status = 'running' or (reply is not null and finished_at is not null))
);

create index turns_running on conversations.turns (conversation_id, n) where status = 'running';

create table conversations.feedback (
    id bigint generated always as identity primary key,
    conversation_id text not null references conversations.conversations (id) on delete cascade,
    item_id text,
    verdict text not null
        check (verdict in ('interested', 'not_interested', 'helpful', 'not_helpful')),
    note text,
    given_at timestamptz not null default now()
);

create index feedback_conversation on conversations.feedback (conversation_id);

-- The conversation goes first: a turn that is just being completed is waited for, or finds itself
-- gone and rolls back, so its checkpoint cannot outlive it.
create function conversations.erase(conversation text) returns boolean
language plpgsql as $$
declare
    found_it boolean;
begin
    delete from conversations.conversations where id = conversation;
    found_it := found;
    if to_regclass('checkpoints.checkpoints') is not null then
        delete from checkpoints.checkpoint_writes where thread_id = conversation;
        delete from checkpoints.checkpoint_blobs where thread_id = conversation;
        delete from checkpoints.checkpoints where thread_id = conversation;
    end if;
    return found_it;
end
$$;
