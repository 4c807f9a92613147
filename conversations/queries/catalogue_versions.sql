-- The versions of a catalogue with which conversations began that can still go on.
select distinct (versions ->> 'catalogue')::integer as version
from conversations.conversations
where pack = %(pack)s
    and versions ? 'catalogue'
    and updated_at > now() - make_interval(days => %(days)s)
