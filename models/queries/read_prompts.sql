select version, name, content, seen_at
from models.prompts
where name = %(name)s
order by seen_at desc
