-- Attempts to sign in with a password that were not right, or are just being looked at. Of names and
-- addresses stays a hash with a secret of ours: people type passwords into the wrong field.
create table conversations.sign_in_attempts (
    at timestamptz not null default clock_timestamp(),
    name_hash bytea not null,
    address_hash bytea not null
);

create index sign_in_attempts_pair
    on conversations.sign_in_attempts (name_hash, address_hash, at);
create index sign_in_attempts_name on conversations.sign_in_attempts (name_hash, at);
create index sign_in_attempts_address on conversations.sign_in_attempts (address_hash, at);

-- Where somebody has signed in before: what others do to their name does not slow them there.
create table conversations.sign_in_places (
    user_id text not null references conversations.users (id) on delete cascade,
    address_hash bytea not null,
    at timestamptz not null default now(),
    primary key (user_id, address_hash)
);

-- A subject is one of its issuer alone. A site that embeds the chat is the issuer "widget"; of
-- subjects kept until now the provider is not known, which the empty issuer says.
alter table conversations.users drop constraint users_subject_key;
alter table conversations.users add column issuer text;

update conversations.users
set issuer = 'widget', subject = substr(subject, length('widget:') + 1)
where subject like 'widget:_%' and subject = name;

update conversations.users set issuer = '' where subject is not null and issuer is null;

alter table conversations.users
    add constraint users_issuer_subject unique (issuer, subject),
    add constraint users_issuer check ((issuer is null) = (subject is null));
