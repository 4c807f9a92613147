select keys, weights
from catalogue.postings
where version_id = %(version)s
order by lexeme collate "C"
