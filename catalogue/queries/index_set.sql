select catalogue.index_set(%(set_id)s)
