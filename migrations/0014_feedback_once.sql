-- Whether an item was shown in a conversation.
create function conversations.has_shown(conversation text, item text) returns boolean
language sql stable as $$
    select exists (
        select from conversations.turns
        where conversation_id = conversation
            and reply -> 'recommendations' @> jsonb_build_array(jsonb_build_object('item_id', item))
    )
$$;

-- A judgement stands for its item (or for the whole conversation) until the next one of its kind:
-- "about" is whether somebody is interested, or was helped. Of what was kept before, the latest
-- stands; where nothing may be deleted, the others stay and do not stand.
alter table conversations.feedback
    add column standing boolean not null default true,
    add column about text not null generated always as (
        case when verdict in ('interested', 'not_interested') then 'interest' else 'help' end
    ) stored;

update conversations.feedback f
set standing = false
where item_id is not null and not conversations.has_shown(conversation_id, item_id)
    or exists (
        select from conversations.feedback later
        where later.conversation_id = f.conversation_id
            and later.item_id is not distinct from f.item_id
            and later.about = f.about
            and later.id > f.id
    );

delete from conversations.feedback f
using conversations.conversations c
where c.id = f.conversation_id and c.held_at is null and not f.standing;

create unique index feedback_standing on conversations.feedback (conversation_id, item_id, about)
    nulls not distinct where standing;

create trigger feedback_changed after update of verdict on conversations.feedback
    for each row execute function conversations.digest_of_row();
