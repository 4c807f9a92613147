-- A turn in work is held: "holder" is drawn anew by whoever takes it up, and only that one can finish
-- it. "held_until" is put off while the work goes on; once it is past, whoever worked on it is taken
-- for dead, and the turn may be taken up by somebody else.
alter table conversations.turns add column holder uuid, add column held_until timestamptz;

-- How long a turn is held without being put off.
create function conversations.holding() returns interval
language sql immutable as $$ select interval '3 seconds' $$;

-- Whether somebody works on a turn. A moment that is too far away was set before the clock jumped.
create function conversations.in_work(held_until timestamptz) returns boolean
language sql volatile as $$
    select held_until > clock_timestamp()
        and held_until <= clock_timestamp() + conversations.holding()
$$;

-- Forgets the checkpoints of so many of these at most; returns of how many. A conversation that has
-- a turn in work is left alone; where a turn was left unfinished, whoever may still work on it can no
-- longer finish it, since it would write half a checkpoint.
create or replace function conversations.forget_checkpoints(before timestamptz, most integer)
returns bigint
language plpgsql as $$
declare
    thread text;
    forgotten bigint := 0;
begin
    for thread in select rested from conversations.rested(before) as rested limit most loop
        perform from conversations.conversations where id = thread for no key update;
        if not exists (
            select from conversations.turns
            where conversation_id = thread
                and status = 'running'
                and conversations.in_work(held_until)
        ) then
            update conversations.turns set holder = null
            where conversation_id = thread and status = 'running';
            delete from checkpoints.checkpoint_writes where thread_id = thread;
            delete from checkpoints.checkpoint_blobs where thread_id = thread;
            delete from checkpoints.checkpoints where thread_id = thread;
            forgotten := forgotten + 1;
        end if;
    end loop;
    return forgotten;
end
$$;
