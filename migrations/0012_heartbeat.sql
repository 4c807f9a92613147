-- One row, which is written to see whether anything can be written.
create table conversations.heartbeat (
    single boolean primary key default true check (single),
    at timestamptz not null
);
