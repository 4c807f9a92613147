select lexeme from unnest(to_tsvector('english', %(text)s))
