select at, who, what, whom, details
from conversations.audit
order by id desc
limit %(most)s
