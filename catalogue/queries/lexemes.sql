-- The lexemes of a version and how many items hold each.
select lexeme, octet_length(keys) / 4 as items
from catalogue.postings
where version_id = %(version)s
order by lexeme collate "C"
