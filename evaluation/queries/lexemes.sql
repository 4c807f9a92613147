-- The postings of each lexeme in a text, by lexeme.
select p.lexeme, p.keys, p.weights
from unnest(to_tsvector('english', %(text)s)) as q
join catalogue.postings p on p.version_id = %(version)s and p.lexeme = q.lexeme
