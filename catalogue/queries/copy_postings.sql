insert into catalogue.postings (version_id, lexeme, keys, weights)
select %(made)s, lexeme, keys, weights
from catalogue.postings
where version_id = %(version)s
