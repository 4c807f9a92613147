update conversations.traces
set at = turns.finished_at
from conversations.turns
where traces.conversation_id = %(id)s
    and turns.conversation_id = traces.conversation_id
    and turns.n = traces.n
