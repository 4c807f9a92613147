select catalogue.drop_set(%(set_id)s)
