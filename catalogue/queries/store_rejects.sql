insert into catalogue.rejects (pack, source, line, reason, raw)
select %(pack)s, %(source)s, line, reason, raw
from staged_rejects
order by line
