update catalogue.embedding_sets set dimension = dimension + %(more)s
