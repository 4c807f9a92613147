select line, reason, raw
from staged_rejects
order by line
limit %(limit)s
