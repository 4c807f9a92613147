select source, line, reason, raw, rejected_at
from catalogue.rejects
where pack = %(pack)s
order by source, line
