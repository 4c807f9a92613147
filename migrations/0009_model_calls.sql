-- What language models were asked, without any words: the ground of budgets and of the rate that all
-- processes share. A row is added before a call is made, with the most it may cost, and settled
-- after it; where nothing is known of the cost, the most counts.
create schema models;

create table models.calls (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    conversation_id text references conversations.conversations (id) on delete set null,
    job text not null,
    model text not null,
    reserved_usd double precision,
    outcome text,
    input_tokens integer,
    output_tokens integer,
    cost_usd double precision,
    milliseconds double precision
);

create index calls_at on models.calls (at);
create index calls_conversation on models.calls (conversation_id);

-- Every text that a prompt had, so that the version kept with a turn can be read again.
create table models.prompts (
    version text primary key,
    name text not null,
    content text not null,
    seen_at timestamptz not null default now()
);

-- The calls of a turn: what was asked of which model, what became of it, tokens, cost and time.
alter table conversations.turns add column calls jsonb not null default '[]';
